import Foundation

/// The natural logarithm, under a name that nothing else has.
func logarithm(_ value: Double) -> Double { Foundation.log(value) }

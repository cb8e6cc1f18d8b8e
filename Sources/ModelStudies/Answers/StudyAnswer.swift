package import Quantities
import Queueing

/// A number that a study computed.
package struct StudyQuantity: Sendable {
  package let value: Double
  /// The unit as printed; empty for shares and counts.
  package let unit: String
  package let method: Method
  /// The relative error that the method is known to have: the number in it unless said otherwise; zero
  /// where it is exact.
  package let errorClass: Double
  /// An error that it may have besides, in the unit of the value: what follows from the error class of
  /// another quantity.
  package let derivedError: Double

  package init(
    _ value: Double, _ unit: String, _ method: Method, errorClass: Double? = nil,
    derivedError: Double = 0
  ) {
    self.value = value
    self.unit = unit
    self.method = method
    self.errorClass = errorClass ?? (derivedError > 0 ? 0 : method.errorClass ?? 0)
    self.derivedError = derivedError
  }
}

/// What a study answers: named quantities, curves that answer at any point, and parts such as
/// stations and classes.
///
/// Names are those of the reference vectors, so that one solver serves both commands.
package struct StudyAnswer: Sendable {
  /// A function of one variable, such as a percentile of p.
  package struct Curve: Sendable {
    /// The key of the variable: `p`, `t`, `tau_s`, `rank`, `concurrency`.
    package let variable: String
    /// Where it is printed when a model is solved.
    package let points: [Double]
    package let value: @Sendable (Double) -> StudyQuantity?
  }

  /// Answers at points of one variable, each with several quantities.
  package struct Series: Sendable {
    package let variable: String
    package let points: [Double]
    package let answer: @Sendable (Double) -> StudyAnswer
  }

  /// What stands under a name.
  package enum Entry: Sendable {
    case quantity(StudyQuantity)
    case curve(Curve)
    case series(Series)
    /// One quantity per class, or per station, in order.
    case list([StudyQuantity])
    /// One answer per class, or per station, in order.
    case parts([StudyAnswer])
  }

  /// The name of a part.
  package var name: String?
  /// In the order in which they are printed.
  package private(set) var entries: [(key: String, entry: Entry)] = []

  package init(name: String? = nil) { self.name = name }

  package subscript(key: String) -> Entry? { entries.first { $0.key == key }?.entry }

  /// Adds a quantity with a unit.
  mutating func add(
    _ key: String, _ value: Double, _ unit: String, _ method: Method, errorClass: Double? = nil
  ) {
    entries.append((key, .quantity(StudyQuantity(value, unit, method, errorClass: errorClass))))
  }

  /// Adds a share or a count.
  mutating func add(_ key: String, _ value: Double, _ method: Method, errorClass: Double? = nil) {
    add(key, value, "", method, errorClass: errorClass)
  }

  /// Adds a curve.
  mutating func add(
    _ key: String, of variable: String, at points: [Double], _ unit: String, _ method: Method,
    errorClass: Double? = nil, _ value: @escaping @Sendable (Double) -> Double
  ) {
    entries.append(
      (
        key,
        .curve(
          Curve(variable: variable, points: points) {
            StudyQuantity(value($0), unit, method, errorClass: errorClass)
          })
      ))
  }

  /// Adds a curve of shares or counts.
  mutating func add(
    _ key: String, of variable: String, at points: [Double], _ method: Method,
    errorClass: Double? = nil, _ value: @escaping @Sendable (Double) -> Double
  ) {
    add(key, of: variable, at: points, "", method, errorClass: errorClass, value)
  }

  /// Adds a quantity whose error follows from that of another one.
  mutating func add(
    _ key: String, _ value: Double, _ unit: String, _ method: Method, derivedError: Double
  ) {
    entries.append(
      (key, .quantity(StudyQuantity(value, unit, method, derivedError: derivedError))))
  }

  mutating func add(_ key: String, _ entry: Entry) { entries.append((key, entry)) }
}

/// Why a study has no answer: the model says no, and why.
package struct StudyRefusal: Error, Sendable {
  package let reason: String

  init(_ reason: String) { self.reason = reason }

  init(_ saturation: Saturation) {
    let station = saturation.station.map { "`\($0)` " } ?? ""
    self.init(
      "\(station)is saturated: \(StudyNumber.text(saturation.offeredLoad.value)) erlangs offered to "
        + "\(saturation.servers) servers, a utilization of "
        + "\(StudyNumber.text(saturation.utilization * 100, digits: 4)) %; at least "
        + "\(saturation.serversForStability) servers are needed")
  }
}

/// A rate of arrivals or completions (λ, X).
package struct RequestsPerSecond: Quantity {
  package static let unit = "req/s"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// An offered load: arrival rate times service time (a).
package struct Erlangs: Quantity {
  package static let unit = "Erl"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// A number of people who use the system.
package struct Users: Quantity {
  package static let unit = "users"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// The offered load: `a = λ · S`.
package func * (rate: RequestsPerSecond, time: Seconds) -> Erlangs {
  Erlangs(rate.value * time.value)
}

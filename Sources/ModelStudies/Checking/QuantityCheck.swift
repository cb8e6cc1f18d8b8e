import Quantities

/// One expected quantity beside what was computed.
package struct QuantityCheck: Encodable, Sendable {
  /// How the comparison came out.
  package enum Verdict: String, Encodable, Sendable {
    /// Within the tolerance, or the interval, or the interval and the method's error class.
    case agrees
    /// Beyond the 99 % interval of a simulation, but within twice that: chance, once in a hundred.
    case chance
    /// Outside.
    case outside
    /// The solver gives no such quantity.
    case notComputed = "not computed"
    /// A measurement, which a prediction is only compared with.
    case reported
  }

  package let quantity: String
  package let expected: Double?
  package let computed: Double?
  /// Computed less expected.
  package let error: Double?
  /// What the error may be by the reference: its tolerance, or its 99 % interval.
  package let tolerance: Double?
  /// What it may be besides by the method's own error class.
  package let errorClass: Double
  package let how: String
  package let method: String
  package let verdict: Verdict

  /// The error as a share of what is allowed; nil where nothing was computed.
  package var ratio: Double? {
    guard let error, let tolerance else { return nil }
    let allowed = tolerance + errorClass
    return allowed > 0 ? error.magnitude / allowed : error == 0 ? 0 : .infinity
  }

  /// Whether an exact quantity is wrong.
  package var isFailure: Bool { verdict == .outside && how == Method.exact.word }

  /// Compares a quantity with a reference node that holds `value`.
  init(_ name: String, _ reference: StudyNode, _ quantity: StudyQuantity?) {
    self.quantity = name
    let value = reference["value"]?.number
    expected = value
    guard let value, let quantity, !quantity.value.isNaN else {
      computed = nil
      error = nil
      tolerance = nil
      errorClass = 0
      how = ""
      method = ""
      verdict = .notComputed
      return
    }
    let difference = quantity.value == value ? 0 : quantity.value - value
    let interval = reference["ci99"]?.number
    let allowed =
      interval
      ?? max(
        (reference["rel_tol"]?.number ?? 0) * value.magnitude, reference["abs_tol"]?.number ?? 0)
    let own = quantity.errorClass * value.magnitude + quantity.derivedError
    computed = quantity.value.isFinite ? quantity.value : nil
    error = difference.isFinite ? difference : nil
    tolerance = allowed
    errorClass = own
    how = quantity.method.word
    method = quantity.method.label
    if difference.magnitude <= allowed + own {
      verdict = .agrees
    } else if let interval, difference.magnitude <= 2 * interval + own {
      verdict = .chance
    } else {
      verdict = .outside
    }
  }

  /// A prediction beside a measurement.
  init(_ name: String, measured: Double, predicted: Double, _ method: Method) {
    quantity = name
    expected = measured
    computed = predicted
    error = predicted - measured
    tolerance = nil
    errorClass = 0
    how = method.word
    self.method = method.label
    verdict = .reported
  }
}

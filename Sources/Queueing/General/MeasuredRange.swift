import Quantities

/// The cases that the error classes of GI/G/c were measured on, by the accuracy suite and the simulated
/// reference systems.
///
/// Beyond them a class is a guess, and said to be one; far beyond, nothing is answered.
enum MeasuredRange {
  /// Coefficients of variation of service and of the times between arrivals.
  static let variation = 3.0
  static let servers = 128
  static let utilization = 0.95
  /// The coefficient of variation beyond which a few phases, or two moments, say nothing of a law: the
  /// mean wait then rests on what happens once in a thousand times or less.
  static let greatestVariation = 30.0

  /// A method's error class, with what was not measured of this case.
  static func method(
    _ method: Method, interarrival: Distribution, service: Distribution, servers: Int,
    utilization: Double
  ) -> Method {
    guard case .approximate(let text, let within) = method else { return method }
    var beyond: [String] = []
    let varied = max(interarrival.squaredVariation, service.squaredVariation).squareRoot()
    if varied > variation { beyond.append("variations above \(DecimalText.exact(variation))") }
    if servers > Self.servers { beyond.append("more than \(Self.servers) servers") }
    if utilization > Self.utilization {
      beyond.append("utilizations above \(DecimalText.exact(Self.utilization * 100)) %")
    }
    guard !beyond.isEmpty else { return method }
    return .approximate(
      "\(text); not measured for \(beyond.joined(separator: ", "))", within: within)
  }

  /// - Throws: `QueueRefusal.tooVaried` for a law far beyond the range.
  static func check(_ laws: Distribution...) throws(QueueRefusal) {
    for law in laws where law.squaredVariation.isFinite {
      let variation = law.squaredVariation.squareRoot()
      if variation > greatestVariation {
        throw .tooVaried(variation: variation, limit: greatestVariation)
      }
    }
  }
}

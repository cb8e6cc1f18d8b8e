package import CapacityPlanning
import Quantities

extension BreakingLoad.Cause {
  /// What gives way, as people read it.
  package var text: String {
    switch self {
    case .limit(let limit):
      let share = DecimalText.fixed(limit.safeShare * 100)
      guard limit.tier != .tables else {
        return "the \(limit.resource) passes \(share) % of what one partition serves"
      }
      return "the load on \(limit.tier.possessive) \(limit.resource) passes \(share) % of "
        + "\(DecimalText.significant(limit.capacity, 4)) \(limit.unit)"
    case .latency(let missed):
      return "the \(DecimalText.fixed(missed.percentile * 100))th percentile of the response time "
        + "exceeds its objective" + (missed.needsLostZone ? " while a zone is lost" : "")
    case .nothing: return "nothing gives way"
    }
  }

  /// The CloudWatch metric that shows it; nil where it is not one metric.
  package var metric: Metric? {
    if case .limit(let limit) = self { return limit.metric }
    return nil
  }
}

extension Tier {
  /// The tier as the owner of a resource: `the database's`.
  fileprivate var possessive: String {
    switch self {
    case .compute: "the compute tier's"
    case .entry: "the API's"
    default: "the \(rawValue)'s"
    }
  }
}

import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// The CloudWatch metric that shows a cause coming.
enum TriggerMetric {
  /// The metric with its threshold; a latency objective is watched at the way in.
  ///
  /// An objective that is missed only while a zone is lost is not seen to be missed before one is: the
  /// threshold is then what the model expects with all zones at the load that breaks it.
  ///
  /// Nil where nothing gives way, or where the way in measures no response times.
  static func metric(
    of cause: BreakingLoad.Cause, in architecture: Architecture, objectives: Objectives
  ) -> Metric? {
    guard case .latency(let missed) = cause else { return cause.metric }
    let isLower = missed.percentile < 0.97
    let objective = isLower ? objectives.p95 : objectives.p99
    let time = missed.whileWhole.map(roundedDown) ?? objective
    return latency(isLower ? "p95" : "p99", time, in: architecture)
  }

  /// The response time that the way in measures, in its own unit; nil where it measures none.
  static func latency(
    _ statistic: String, _ time: Seconds, in architecture: Architecture
  ) -> Metric? {
    func milliseconds(_ namespace: String) -> Metric {
      Metric(
        namespace: namespace, name: "Latency", statistic: statistic, threshold: time.milliseconds,
        unit: "Milliseconds")
    }
    switch architecture.exposure {
    case .httpAPI, .restAPI: return milliseconds("AWS/ApiGateway")
    case .appSync: return milliseconds("AWS/AppSync")
    case .direct, .alb, .nlb, .webSocketAPI:
      switch architecture.balancing {
      case .alb, .nlbToALB, .acceleratorToALB:
        return Metric(
          namespace: "AWS/ApplicationELB", name: "TargetResponseTime", statistic: statistic,
          threshold: time.value, unit: "Seconds")
      case .none, .nlb, .clb, .gwlb: return nil
      }
    }
  }

  /// When the threshold holds, behind it: an alarm for a lost zone is watched while there is none.
  static func condition(of cause: BreakingLoad.Cause) -> String {
    if case .latency(let missed) = cause, missed.needsLostZone { return " with all zones at work" }
    return ""
  }

  /// To three digits, so that an alarm is early rather than late.
  private static func roundedDown(_ time: Seconds) -> Seconds {
    var unit = 0.1
    while time.milliseconds >= unit * 1000 { unit *= 10 }
    return .milliseconds((time.milliseconds / unit).rounded(.down) * unit)
  }

  /// `AWS/ECS CPUUtilization (Average) above 60 %`.
  static func text(_ metric: Metric) -> String {
    "\(metric.namespace) \(metric.name) (\(metric.statistic)) \(NumberText.threshold(metric))"
  }
}

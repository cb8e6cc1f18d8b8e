import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// The CloudWatch metric that shows a cause coming.
enum TriggerMetric {
  /// The metric with its threshold; a latency objective is watched at the way in.
  ///
  /// Nil where nothing gives way, or where the way in measures no response times.
  static func metric(
    of cause: BreakingLoad.Cause, in architecture: Architecture, objectives: Objectives
  ) -> Metric? {
    guard case .latency(let percentile) = cause else { return cause.metric }
    let objective = percentile < 0.97 ? objectives.p95 : objectives.p99
    let statistic = percentile < 0.97 ? "p95" : "p99"
    switch architecture.exposure {
    case .httpAPI, .restAPI:
      return Metric(
        namespace: "AWS/ApiGateway", name: "Latency", statistic: statistic,
        threshold: objective.milliseconds, unit: "Milliseconds")
    case .appSync:
      return Metric(
        namespace: "AWS/AppSync", name: "Latency", statistic: statistic,
        threshold: objective.milliseconds, unit: "Milliseconds")
    case .direct, .alb, .nlb, .webSocketAPI:
      switch architecture.balancing {
      case .alb, .nlbToALB, .acceleratorToALB:
        return Metric(
          namespace: "AWS/ApplicationELB", name: "TargetResponseTime", statistic: statistic,
          threshold: objective.value, unit: "Seconds")
      case .none, .nlb, .clb, .gwlb: return nil
      }
    }
  }

  /// `AWS/ECS CPUUtilization (Average) above 60 %`.
  static func text(_ metric: Metric) -> String {
    "\(metric.namespace) \(metric.name) (\(metric.statistic)) \(NumberText.threshold(metric))"
  }
}

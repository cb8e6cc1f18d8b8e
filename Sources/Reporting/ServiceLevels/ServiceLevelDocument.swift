import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// `slo/objectives.yaml`: the objectives of the answers as OpenSLO, version openslo/v1.
///
/// A percentile is an objective on occurrences: "p95 within 300 ms" is that 95 % of the answers take at
/// most 300 ms. Where the metrics come from is a data source of the type CloudWatch, whose connection is
/// the team's to fill in.
package struct ServiceLevelDocument {
  static let path = "slo/objectives.yaml"
  private static let window = "28d"
  private static let dataSource = "cloudwatch"

  let input: ReportInput

  package init(_ input: ReportInput) {
    self.input = input
  }

  /// The file; none where no architecture carries the present users.
  package var files: [RenderedFile] {
    input.plan.presentStory == nil ? [] : [RenderedFile(path: Self.path, contents: text)]
  }

  private var plan: Plan { input.plan }
  private var service: String { Slug.make(plan.requirements.name) }
  private var displayName: String {
    plan.requirements.name.isEmpty ? service : plan.requirements.name
  }

  private var metrics: EntryMetrics {
    plan.presentStory.flatMap { EntryMetrics($0.planned.architecture) } ?? .own
  }

  private var text: String {
    let objectives = plan.requirements.objectives
    let latency = plan.present?.assessment.latency?.all
    let documents = [
      head, serviceDocument, dataSourceDocument,
      latencyDocument("p95", 0.95, objectives.p95, predicted: latency?.p95),
      latencyDocument("p99", 0.99, objectives.p99, predicted: latency?.p99),
      availabilityDocument(objectives.availability),
    ]
    return documents.joined(separator: "---\n")
  }

  private var head: String {
    """
    # The objectives of the answer file in the form of OpenSLO (openslo/v1).
    # \(commentText(input.provenance))

    """
  }

  private var serviceDocument: String {
    """
    apiVersion: openslo/v1
    kind: Service
    metadata:
      name: \(service)
      displayName: \(QuotedText.quoted(displayName))
    spec:
      description: \(QuotedText.quoted(Self.shortened("The system \(displayName) in \(plan.requirements.region).")))

    """
  }

  private var dataSourceDocument: String {
    """
    apiVersion: openslo/v1
    kind: DataSource
    metadata:
      name: \(Self.dataSource)
    spec:
      type: CloudWatch
      connectionDetails:
        region: \(QuotedText.quoted(plan.requirements.region))

    """
  }

  private func latencyDocument(
    _ name: String, _ target: Double, _ limit: Seconds, predicted: Seconds?
  ) -> String {
    let metrics = metrics
    let expected = predicted.map {
      " The model expects \(NumberText.time($0)) at the peak of the present users."
    }
    let description =
      "\(NumberText.share(target)) of the answers take at most "
      + "\(NumberText.time(limit)).\(expected ?? "")"
    let unit = metrics.latencyUnitMilliseconds == 1 ? "Milliseconds" : "Seconds"
    return """
      apiVersion: openslo/v1
      kind: SLO
      metadata:
        name: \(service)-\(name)
        displayName: \(QuotedText.quoted("\(name) of \(displayName)"))
      spec:
        description: \(QuotedText.quoted(description))
        service: \(service)
        indicator:
          metadata:
            name: \(service)-response-time
          spec:
            thresholdMetric:
              metricSource:
                metricSourceRef: \(Self.dataSource)
                type: CloudWatch
                spec:
                  namespace: \(QuotedText.quoted(metrics.namespace))
                  metricName: \(QuotedText.quoted(metrics.latency))
                  statistic: \(name)
                  unit: \(unit)
        timeWindow:
          - duration: \(Self.window)
            isRolling: true
        budgetingMethod: Occurrences
        objectives:
          - displayName: \(QuotedText.quoted(description))
            op: lte
            value: \(DecimalText.exact(limit.milliseconds / metrics.latencyUnitMilliseconds))
            target: \(DecimalText.exact(target))

      """
  }

  private func availabilityDocument(_ share: Double) -> String {
    let metrics = metrics
    // OpenSLO's target stays below 1; what is promised always is promised for all but one in a million.
    let target = min(share, 0.999999)
    let description =
      "\(DecimalText.significant(target * 100, 6)) % of the requests are answered "
      + "without an error of the server."
    func source(_ metric: String) -> String {
      """
                metricSource:
                  metricSourceRef: \(Self.dataSource)
                  type: CloudWatch
                  spec:
                    namespace: \(QuotedText.quoted(metrics.namespace))
                    metricName: \(QuotedText.quoted(metric))
                    statistic: Sum
      """
    }
    return """
      apiVersion: openslo/v1
      kind: SLO
      metadata:
        name: \(service)-availability
        displayName: \(QuotedText.quoted("Availability of \(displayName)"))
      spec:
        description: \(QuotedText.quoted(description))
        service: \(service)
        indicator:
          metadata:
            name: \(service)-server-errors
          spec:
            ratioMetric:
              counter: true
              bad:
      \(source(metrics.errors))
              total:
      \(source(metrics.requests))
        timeWindow:
          - duration: \(Self.window)
            isRolling: true
        budgetingMethod: Occurrences
        objectives:
          - displayName: \(QuotedText.quoted(description))
            target: \(DecimalText.exact(target))

      """
  }

  /// At most the 1,050 characters that a description has.
  private static func shortened(_ text: String) -> String {
    text.count <= 1050 ? text : String(text.prefix(1047)) + "..."
  }
}

import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// `slo/objectives.yaml`: the objectives of the answers as OpenSLO, version openslo/v1.
///
/// A percentile is an objective on occurrences: "p95 within 300 ms" is that 95 % of the answers take at
/// most 300 ms. CloudWatch counts them by itself: the statistic `TC(:300)` of the response time is the
/// number of values of at most 300, `SampleCount` that of all ("CloudWatch statistics definitions",
/// trimmed count). Where the metrics come from is a data source of the type CloudWatch, whose connection is
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
    let most = DecimalText.exact(limit.milliseconds / metrics.latencyUnitMilliseconds)
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
            name: \(service)-\(name)-in-time
          spec:
            ratioMetric:
              counter: true
              good:
      \(source([metrics.latency], statistic: "TC(:\(most))"))
              total:
      \(source([metrics.latency], statistic: "SampleCount"))
        timeWindow:
          - duration: \(Self.window)
            isRolling: true
        budgetingMethod: Occurrences
        objectives:
          - displayName: \(QuotedText.quoted(description))
            target: \(DecimalText.exact(target))

      """
  }

  /// A metric of CloudWatch, or the sum of several by its metric math, as a source within a ratio.
  private func source(_ names: [String], statistic: String) -> String {
    func metric(_ name: String) -> [String] {
      [
        "namespace: \(QuotedText.quoted(metrics.namespace))",
        "metricName: \(QuotedText.quoted(name))",
        "statistic: \(QuotedText.quoted(statistic))",
      ]
    }
    var lines: [String]
    if names.count == 1 {
      lines = names.flatMap(metric)
    } else {
      let ids = names.indices.map { "m\($0 + 1)" }
      // What is not there in a period counts as nothing, not as no sum.
      let sum = ids.map { "FILL(\($0), 0)" }.joined(separator: " + ")
      lines = ["expression: \(QuotedText.quoted(sum))", "metrics:"]
      for (id, name) in zip(ids, names) {
        lines += ["  - id: \(id)"] + metric(name).map { "    " + $0 }
      }
    }
    let head = [
      "metricSource:", "  metricSourceRef: \(Self.dataSource)", "  type: CloudWatch", "  spec:",
    ]
    return (head + lines.map { "    " + $0 }).map { "          " + $0 }
      .joined(separator: "\n")
  }

  private func availabilityDocument(_ share: Double) -> String {
    let metrics = metrics
    // OpenSLO's target stays below 1; what is promised always is promised for all but one in a million.
    let target = min(share, 0.999999)
    let description =
      "\(DecimalText.significant(target * 100, 6)) % of the requests are answered "
      + "without an error of the server."
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
            name: \(service)-availability-errors
          spec:
            ratioMetric:
              counter: true
              bad:
      \(source(metrics.errors, statistic: "Sum"))
              total:
      \(source(metrics.requests, statistic: "Sum"))
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

import Quantities
package import Requirements

/// What a workload sends to its users in a month, in GB of 10^9 bytes.
package struct MonthlyTransfer {
  /// Responses of the API and pages that are made by the request.
  package let responses: Double
  /// Files: the rest of each page, where a front end has pages.
  package let files: Double

  /// - Parameter workload: Its peak; a month has its mean rate, `peak · meanShare`.
  package init(_ workload: Workload, _ requirements: SystemRequirements) {
    let month = workload.meanShare * Bill.seconds
    responses = Self.responses(workload, seconds: month)
    let frontEnd = requirements.frontEnd
    files =
      frontEnd.servesFiles
      ? workload.actionRate.value * month * frontEnd.pageSize.value / 1e6 : 0
  }

  package var total: Double { responses + files }

  /// Responses over some seconds at the rate of a workload.
  static func responses(_ workload: Workload, seconds: Double) -> Double {
    var kilobytes = 0.0
    for place in workload.classes.indices {
      kilobytes += workload.classes[place].rate.value * workload.classes[place].responseSize.value
    }
    return kilobytes * seconds / 1e6
  }
}

extension FrontEnd {
  /// Whether its pages consist of files as well.
  var servesFiles: Bool { ["static", "ssr", "traditional"].contains(kind) }
}

/// The forms of measurements that can be read.
package enum MeasurementKind: String, Hashable, Sendable, CaseIterable {
  case k6Summary = "k6-summary"
  case k6CSV = "k6-csv"
  case k6JSON = "k6-json"
  case wrk
  case wrk2
  case pgbench
  case cloudWatchJSON = "cloudwatch-json"
  case cloudWatchCSV = "cloudwatch-csv"
  case csv

  /// What people call it.
  package var title: String {
    switch self {
    case .k6Summary: "k6 end-of-test summary"
    case .k6CSV: "k6 samples (CSV)"
    case .k6JSON: "k6 samples (JSON lines)"
    case .wrk: "wrk"
    case .wrk2: "wrk2"
    case .pgbench: "pgbench"
    case .cloudWatchJSON: "CloudWatch metrics (JSON)"
    case .cloudWatchCSV: "CloudWatch metrics (CSV)"
    case .csv: "table (CSV)"
    }
  }

  /// The tier that it measures unless somebody says otherwise; nil where it may be any.
  package var usualTier: MeasuredTier? {
    switch self {
    case .k6Summary, .k6CSV, .k6JSON, .wrk, .wrk2: .compute
    case .pgbench: .database
    case .cloudWatchJSON, .cloudWatchCSV, .csv: nil
    }
  }
}

/// The tier whose servers a measurement is about.
package enum MeasuredTier: String, Hashable, Sendable, CaseIterable {
  case compute, database
}

/// What became of keys from one version of the answer file's format to the next.
///
/// A change of the format that only adds questions needs none: older files stay valid.
struct FormatChange: Sendable {
  /// The version that it leads away from; the next is one more.
  let from: Int
  /// Keys that got another name in their section, such as `users.count` for `now`.
  ///
  /// A column of a table is named with the table.
  let renames: [(old: String, new: String)]

  /// Every change, in the order of the versions.
  ///
  /// Version 0 is that of the prototypes, before names of keys had to carry their unit.
  static let all = [
    FormatChange(
      from: 0,
      renames: [
        ("users.count", "now"), ("users.growth", "monthlyGrowth"), ("users.burst", "flashCrowd"),
        ("frontEnd.pageKB", "pageKilobytes"), ("requests.cpu", "cpuMilliseconds"),
        ("requests.responseKB", "responseKilobytes"), ("data.size", "sizeGiB"),
        ("objectives.p95", "p95Milliseconds"), ("objectives.p99", "p99Milliseconds"),
        ("objectives.rpo", "dataLossMinutes"), ("budget.monthly", "monthlyUSD"),
      ])
  ]
}

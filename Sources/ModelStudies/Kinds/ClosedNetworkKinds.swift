/// Family c: closed and mixed networks.
extension StudyKind {
  static let stationKeys = Key(
    "stations",
    "list of {name, type: queue or delay, servers (1), demands_s (one per class), order (fcfs or "
      + "sharing, for percentiles; fcfs)}; for one class {visits (1), service_time_s} instead of "
      + "demands, or rate_multipliers instead of servers")
  static let closedPercentiles = Key(
    "percentiles",
    "list between 0 and 1, of responses where each station is visited once and service is "
      + "exponential; none")

  static let closed: [StudyKind] = [
    closedSingleClass, closedMultiClass, mixedMultiClass, operationalBounds,
  ]
}

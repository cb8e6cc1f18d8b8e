import Quantities
import Queueing

/// Families h and i: web systems by the best analytical model, and measured sweeps.
extension StudyKind {
  static let web: [StudyKind] = [
    StudyKind(
      "web_system", "App instances, cache, database: approximate",
      [
        Key("arrivals", "{kind: open_poisson, rate_per_s} or {kind: closed, users, think_time}"),
        Key(
          "app",
          "{instances, cores_per_instance, load_balancing: random, round_robin or "
            + "least_outstanding, workers_per_instance}"),
        Key("db", "{discipline: PS or FCFS, primary_servers, replicas, servers_per_replica}"),
        Key(
          "classes",
          "list of {name, probability, app_demand_before, app_demand_after, data_calls, "
            + "write_fraction, cache_hit_ratio, cache_latency, db_read_demand, db_write_demand, "
            + "network_one_way_s}"), percentiles,
      ]
    ) { input in
      let system = try WebSystem(input)
      return try system.solve(percentiles: try input.percentiles())
    },
    StudyKind(
      "measured_closed_sweep", "A measured sweep (check only)",
      sweepKeys
    ) { _ in
      throw StudyRefusal("a sweep is solved by usl_fit or usl_extrapolation")
    },
    StudyKind(
      "measured_local_sweep", "A measured sweep by levels (check only)", sweepKeys
    ) { _ in
      throw StudyRefusal("a sweep is solved by usl_fit or usl_extrapolation")
    },
  ]

  private static let sweepKeys = [
    Key("expected.measured", "list of {concurrency or level, throughput, latency}: check only")
  ]
}

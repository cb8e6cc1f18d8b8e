import Quantities
import Simulation

extension AccuracyCells {
  private static func text(_ number: Double) -> String { DecimalText.significant(number, 3) }

  /// Tandems, branches, repeated visits and classes, from 2 to 8 stations.
  static var paths: [AccuracyCell] {
    let servers = [1, 2, 4, 8, 1, 16, 2, 4]
    func stations(_ count: Int, _ load: Double, rate: Double, visits: Double = 1)
      -> [OpenPath.Station]
    {
      (0..<count).map { index in
        // Loads differ between stations, so that no station alone makes the tail.
        let part = load * (1 - 0.12 * Double(index % 4))
        return OpenPath.Station(
          servers: servers[index], mean: part * Double(servers[index]) / (rate * visits))
      }
    }
    func cell(_ name: String, _ load: Double, _ path: OpenPath) -> AccuracyCell {
      AccuracyCell(.path, "\(name) at \(text(load))", .path(path))
    }
    let rate = 100.0
    var cells: [AccuracyCell] = []
    for load in [0.3, 0.5, 0.7, 0.8, 0.85] {
      for count in load < 0.8 ? [2, 4, 8] : [2, 4] {
        cells.append(
          cell(
            "tandem of \(count)", load,
            OpenPath(
              rate: rate, stations: stations(count, load, rate: rate),
              classes: [
                .init(share: 1, visits: (0..<count).map { ($0, 1, 1) }, delay: 0)
              ])))
      }
    }
    for load in [0.4, 0.6, 0.7, 0.8] {
      cells.append(
        cell(
          "delay and a branch", load,
          OpenPath(
            rate: rate,
            stations: stations(2, load, rate: rate) + stations(1, load, rate: rate * 0.4),
            classes: [
              .init(share: 1, visits: [(0, 1, 1), (1, 1, 1), (2, 0.4, 1)], delay: 0.005)
            ])))
      for count in [2.0, 3.5] {
        cells.append(
          cell(
            "\(text(count)) visits to the second", load,
            OpenPath(
              rate: rate,
              stations: stations(1, load, rate: rate) + [
                .init(servers: 4, mean: load * 4 / (rate * count))
              ], classes: [.init(share: 1, visits: [(0, 1, 1), (1, 1, count)], delay: 0)])))
      }
      if load != 0.7 {
        for (servers, count) in [(1, 2.0), (8, 3), (4, 5)] {
          cells.append(
            cell(
              "\(text(count)) visits to \(servers) at the second", load,
              OpenPath(
                rate: rate,
                stations: stations(1, load, rate: rate) + [
                  .init(servers: servers, mean: load * Double(servers) / (rate * count))
                ], classes: [.init(share: 1, visits: [(0, 1, 1), (1, 1, count)], delay: 0)])))
        }
      }
      // Simulated after `PathStage.revisits` was settled.
      if load == 0.6 || load == 0.8 {
        for (servers, count) in [(1, 4.0), (2, 6), (16, 4)] {
          cells.append(
            cell(
              "\(text(count)) visits to \(servers) at the second", load,
              OpenPath(
                rate: rate,
                stations: stations(1, load, rate: rate) + [
                  .init(servers: servers, mean: load * Double(servers) / (rate * count))
                ], classes: [.init(share: 1, visits: [(0, 1, 1), (1, 1, count)], delay: 0)])))
        }
      }
      cells.append(
        cell(
          "two classes", load,
          OpenPath(
            rate: rate, stations: stations(3, load, rate: rate * 0.8),
            classes: [
              .init(share: 0.6, visits: [(0, 1, 1), (1, 1, 1)], delay: 0.002),
              .init(share: 0.4, visits: [(0, 0.5, 1), (1, 0.5, 1), (2, 1, 2)], delay: 0),
            ])))
    }
    return cells
  }

  static var forkJoins: [AccuracyCell] {
    let mean = Seconds(0.01)
    var cells: [AccuracyCell] = []
    func add(_ name: String, _ law: Law, ways: Int, servers: Int, load: Double) {
      cells.append(
        AccuracyCell(
          .forkJoin, "\(ways) x M/\(name)/\(servers) at \(text(load))",
          .forkJoin(
            rate: load * Double(servers) / mean.value, service: law, servers: servers, ways: ways)))
    }
    for ways in [2, 3, 4, 8] {
      for load in [0.3, 0.5, 0.7, 0.8] {
        add("M", .exponential(mean: mean), ways: ways, servers: 1, load: load)
      }
    }
    for load in [0.5, 0.8] {
      for ways in [2, 4] {
        add("M", .exponential(mean: mean), ways: ways, servers: 4, load: load)
        add("E2", .erlang(mean: mean, phases: 2), ways: ways, servers: 1, load: load)
        add("LN(1)", .lognormal(mean: mean, cv: 1), ways: ways, servers: 1, load: load)
      }
    }
    for load in [0.6, 0.8] {
      for ways in [2, 5] {
        add("E4", .erlang(mean: mean, phases: 4), ways: ways, servers: 1, load: load)
        add("H2(2)", .hyperexponential(mean: mean, cv: 2), ways: ways, servers: 1, load: load)
        add("LN(0.5)", .lognormal(mean: mean, cv: 0.5), ways: ways, servers: 1, load: load)
        add("M", .exponential(mean: mean), ways: ways, servers: 2, load: load)
      }
    }
    for load in [0.4, 0.7] {
      for ways in [3, 6] {
        add("E8", .erlang(mean: mean, phases: 8), ways: ways, servers: 1, load: load)
        add("LN(0.7)", .lognormal(mean: mean, cv: 0.7), ways: ways, servers: 1, load: load)
        add("LN(1.5)", .lognormal(mean: mean, cv: 1.5), ways: ways, servers: 1, load: load)
      }
    }
    // Simulated after `WaitCorrelation` was settled.
    for load in [0.5, 0.75] {
      for ways in [3, 5] {
        add("H2(1.5)", .hyperexponential(mean: mean, cv: 1.5), ways: ways, servers: 1, load: load)
        add("LN(1.2)", .lognormal(mean: mean, cv: 1.2), ways: ways, servers: 1, load: load)
        add("W(0.7)", .weibull(mean: mean, shape: 0.7), ways: ways, servers: 1, load: load)
      }
    }
    return cells
  }

  static var closed: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    for users in [1, 5, 20, 50, 100] {
      let stations: [(String, [ClosedSystem.Station])] = [
        (
          "one processor and a disk",
          [
            .init(servers: 1, isShared: true, demands: [0.02]),
            .init(servers: 1, isShared: false, demands: [0.03]),
          ]
        ),
        (
          "4 cores and 2 disks",
          [
            .init(servers: 4, isShared: true, demands: [0.08]),
            .init(servers: 2, isShared: false, demands: [0.05]),
          ]
        ),
      ]
      for (name, list) in stations {
        for think in [0.2, 1.0] {
          cells.append(
            AccuracyCell(
              .closed, "\(name), \(users) users thinking \(text(think)) s",
              .closed(ClosedSystem(users: [users], think: [think], stations: list))))
        }
      }
    }
    for users in [10, 40, 80] {
      cells.append(
        AccuracyCell(
          .closed, "2 cores, a disk and 3 cores, \(users) users thinking 0.5 s",
          .closed(
            ClosedSystem(
              users: [users], think: [0.5],
              stations: [
                .init(servers: 2, isShared: true, demands: [0.03]),
                .init(servers: 1, isShared: false, demands: [0.01]),
                .init(servers: 3, isShared: true, demands: [0.04]),
              ]))))
    }
    for users in [200, 400] {
      cells.append(
        AccuracyCell(
          .closed, "16 cores and 8 disks, \(users) users thinking 1 s",
          .closed(
            ClosedSystem(
              users: [users], think: [1],
              stations: [
                .init(servers: 16, isShared: true, demands: [0.05]),
                .init(servers: 8, isShared: false, demands: [0.02]),
              ]))))
    }
    return cells
  }

  static var closedClasses: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    for (first, second) in [(2, 2), (5, 10), (10, 5), (20, 20), (40, 10), (10, 60)] {
      for servers in [1, 4] {
        cells.append(
          AccuracyCell(
            .closedClasses, "\(first) and \(second) users on \(servers) cores",
            .closed(
              ClosedSystem(
                users: [first, second], think: [0.5, 1],
                stations: [
                  .init(
                    servers: servers, isShared: true,
                    demands: [0.01 * Double(servers), 0.03 * Double(servers)]),
                  .init(servers: 1, isShared: true, demands: [0.015, 0.005]),
                ]))))
      }
    }
    for users in [6, 15, 30] {
      cells.append(
        AccuracyCell(
          .closedClasses, "three classes of \(users) users",
          .closed(
            ClosedSystem(
              users: [users, users, users], think: [0.3, 0.6, 1.2],
              stations: [
                .init(servers: 2, isShared: true, demands: [0.01, 0.02, 0.05]),
                .init(servers: 1, isShared: true, demands: [0.008, 0.004, 0.01]),
              ]))))
    }
    return cells
  }

  static var layered: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    for threads in [4, 8, 16] {
      for load in [0.4, 0.6, 0.75, 0.85] {
        // The thread, not the processor, is what runs short: calls take most of its time.
        let held = 0.01 + 3 * 0.03
        let rate = load * Double(threads * 2) / held
        cells.append(
          AccuracyCell(
            .layered, "2 instances of \(threads) threads at \(text(load))",
            .layered(
              LayeredSystem(
                rate: rate, instances: 2, cores: 4, threads: threads, demand: 0.01, calls: 3,
                databaseServers: 64, databaseDemand: 0.03))))
      }
    }
    for load in [0.5, 0.7, 0.8] {
      for threads in [12, 40] {
        let rate = load * 4 / (2 * 0.02)
        cells.append(
          AccuracyCell(
            .layered, "\(threads) threads before a busy database at \(text(load))",
            .layered(
              LayeredSystem(
                rate: rate, instances: 1, cores: 4, threads: threads, demand: 0.015, calls: 2,
                databaseServers: 4, databaseDemand: 0.02))))
      }
    }
    for (threads, calls, servers) in [(6, 1, 4), (8, 4, 4), (20, 3, 8)] {
      for load in [0.5, 0.65, 0.8] {
        let demand = 0.02
        let rate = load * Double(servers) / (Double(calls) * demand)
        cells.append(
          AccuracyCell(
            .layered,
            "\(threads) threads, \(calls) calls to \(servers) servers at \(text(load))",
            .layered(
              LayeredSystem(
                rate: rate, instances: 1, cores: 8, threads: threads, demand: 0.01, calls: calls,
                databaseServers: servers, databaseDemand: demand))))
      }
    }
    // Simulated after `HeldDispersion` was settled.
    for (instances, threads, calls, servers) in [
      (1, 5, 1, 3), (1, 4, 1, 2), (1, 10, 2, 6), (2, 4, 1, 4), (3, 5, 2, 8),
    ] {
      for load in [0.6, 0.75] {
        let rate = load * Double(servers) / (Double(calls) * 0.02)
        cells.append(
          AccuracyCell(
            .layered,
            "\(instances) x \(threads) threads, \(calls) calls to \(servers) servers at "
              + text(load),
            .layered(
              LayeredSystem(
                rate: rate, instances: instances, cores: 4, threads: threads, demand: 0.01,
                calls: calls, databaseServers: servers, databaseDemand: 0.02))))
      }
    }
    return cells
  }

  static var caches: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    for catalog in [1_000, 100_000] {
      for exponent in [0.7, 0.9, 1.1] {
        for share in [0.01, 0.05, 0.2] {
          let size = Int(Double(catalog) * share)
          cells.append(
            AccuracyCell(
              .cache, "\(size) of \(catalog) items, exponent \(text(exponent))",
              .cache(
                CacheStore("cache", catalog: catalog, exponent: exponent, size: size), rate: 1000)))
        }
        for isSliding in [false, true] {
          let kept = catalog == 1000 ? 5.0 : 60
          cells.append(
            AccuracyCell(
              .cache,
              "\(catalog) items, exponent \(text(exponent)), kept \(text(kept)) s"
                + (isSliding ? " from the last hit" : " from the load"),
              .cache(
                CacheStore(
                  "cache", catalog: catalog, exponent: exponent, size: catalog,
                  timeToLive: Seconds(kept), isSliding: isSliding), rate: 1000)))
        }
      }
    }
    for exponent in [0.8, 1.0] {
      for size in [200, 2_000] {
        cells.append(
          AccuracyCell(
            .cache, "\(size) of 10000 items, exponent \(text(exponent))",
            .cache(
              CacheStore("cache", catalog: 10_000, exponent: exponent, size: size), rate: 1000)))
      }
      cells.append(
        AccuracyCell(
          .cache, "10000 items, exponent \(text(exponent)), kept 20 s from the load",
          .cache(
            CacheStore(
              "cache", catalog: 10_000, exponent: exponent, size: 10_000,
              timeToLive: Seconds(20)), rate: 1000)))
    }
    return cells
  }

  static var coldStarts: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    let laws: [(String, Law)] = [
      ("M", .exponential(mean: Seconds(0.5))), ("LN(1)", .lognormal(mean: Seconds(0.5), cv: 1)),
      ("D", .deterministic(Seconds(0.5))),
    ]
    for rate in [0.05, 0.5, 5, 20] {
      for (name, law) in laws {
        for timeout in [10.0, 60] {
          // Where nothing ever starts cold there is nothing to measure.
          if rate * timeout > 400 || (rate == 5 && timeout == 60) { continue }
          cells.append(
            AccuracyCell(
              .coldStart, "\(name), \(text(rate))/s, kept \(text(timeout)) s",
              .coldStart(rate: rate, service: law, idleTimeout: timeout)))
        }
      }
    }
    return cells
  }

  /// Clients who try again.
  ///
  /// Only loads that the servers carry even when every request is tried as often as it may be: others
  /// have no steady state, since chance takes them to collapse sooner or later, and a simulation
  /// of them ends only with the memory.
  static var retries: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    for servers in [1, 4, 16] {
      for (load, attempts) in [(0.2, 3), (0.3, 2), (0.4, 1), (0.47, 1)] {
        for patience in [2.0, 4] {
          let mean = 0.01
          let timeout = mean * patience / (servers == 1 ? 1 - load : 1)
          cells.append(
            AccuracyCell(
              .retries,
              "M/M/\(servers) at \(text(load)), \(attempts) more after \(text(timeout)) s",
              .retries(
                RetryingQueue(
                  rate: load * Double(servers) / mean, mean: mean, servers: servers,
                  timeout: timeout, attempts: attempts))))
        }
      }
    }
    return cells
  }
}

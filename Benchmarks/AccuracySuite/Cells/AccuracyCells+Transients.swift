import Quantities
import Simulation

extension AccuracyCells {
  private static func text(_ number: Double) -> String { DecimalText.significant(number, 3) }

  /// Crowds that come and go, with servers that stay or are added late.
  static var transients: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    func add(_ name: String, _ system: ChangingSystem) {
      cells.append(AccuracyCell(.transient, name, .changing(system)))
    }
    let mean = 0.5
    for servers in [1, 4, 16, 64] {
      // As many requests in a short crowd at each size.
      let base = Double(servers) / mean
      for (low, high) in [(0.3, 0.8), (0.6, 0.95), (0.5, 1.3), (0.7, 2.0)] {
        add(
          "\(servers) servers, load from \(text(low)) to \(text(high)) for 30 s",
          ChangingSystem(
            before: low * base, pieces: [(0, high * base), (30, low * base)], mean: mean,
            servers: servers, added: [], scaling: nil, times: [5, 30, 45]))
      }
    }
    for servers in [4, 16] {
      let base = Double(servers) / mean
      for high in [1.5, 3.0] {
        add(
          "\(servers) servers, as many again after 60 s, load from 0.6 to \(text(high))",
          ChangingSystem(
            before: 0.6 * base, pieces: [(0, high * base)], mean: mean, servers: servers,
            added: [(60, Int(Double(servers) * high))], scaling: nil, times: [30, 60, 90]))
      }
    }
    return cells
  }

  /// Crowds that a controller with delays follows.
  static var autoscaling: [AccuracyCell] {
    var cells: [AccuracyCell] = []
    let mean = 0.5
    for servers in [20, 60] {
      let base = Double(servers) / mean
      for target in [0.5, 0.7] {
        for high in [1.5, 3.0] {
          for lag in [60.0, 150] {
            cells.append(
              AccuracyCell(
                .autoscaling,
                "\(servers) servers at \(text(target * 0.7)), target \(text(target)), "
                  + "\(text(high)) times the load, \(text(lag)) s to start",
                .changing(
                  ChangingSystem(
                    before: 0.7 * target * base, pieces: [(0, 0.7 * target * high * base)],
                    mean: mean, servers: servers, added: [],
                    scaling: ChangingSystem.Controller(
                      target: target, period: 30, points: 2, lag: lag, most: servers * 8),
                    times: [60, 150, 360]))))
          }
        }
      }
    }
    return cells
  }
}

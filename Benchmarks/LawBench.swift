import Quantities
import Queueing
import RealModule

/// The laws of scaling, caching and failing, each beside a naive implementation in the same run.
enum LawBench {
  static func report() throws {
    line(
      "24 h of an autoscaled service in steps of 1 s", seconds { day() },
      "Euler's method in steps of 10 ms", seconds(atLeast: 1) { naiveDay() })
    line(
      "Che's approximation for 10,000,000 items", seconds { che() }, "sums over all items",
      seconds(atLeast: 1) { naiveChe() })
    line(
      "all loads with retries at 16 servers", seconds { retries() }, "a scan of 100,000 loads",
      seconds(atLeast: 1) { naiveRetries() })
    let points = measurements
    line(
      "a scalability law fitted to 32 measurements", try seconds { try fit(points) },
      "a refined grid over three coefficients", seconds(atLeast: 1) { naiveFit(points) })
  }

  private static func line(_ name: String, _ ours: Double, _ other: String, _ naive: Double) {
    func text(_ seconds: Double) -> String {
      seconds < 1e-3
        ? DecimalText.significant(seconds * 1e6) + " us"
        : DecimalText.significant(seconds * 1e3) + " ms"
    }
    print(
      "\(text(ours)) \(name); \(other): \(text(naive)), "
        + "\(DecimalText.significant(naive / ours)) times as long")
  }

  /// The median time of a run.
  private static func seconds(atLeast runs: Int = 9, _ body: () throws -> Double) rethrows
    -> Double
  {
    let clock = ContinuousClock()
    var sink = 0.0
    var times: [Double] = []
    for _ in 0..<runs {
      let start = clock.now
      sink += try body()
      let elapsed = clock.now - start
      times.append(
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
    precondition(!sink.isNaN)
    return times.sorted()[runs / 2]
  }

  // MARK: - A day of autoscaling

  private static let rates: [Double] = (0..<86_400).map { second in
    let base = 500 + 400 * Double.sin(Double(second) / 86_400 * 2 * .pi)
    return second > 40_000 && second < 42_000 ? 3 * base : base
  }

  private static func day() -> Double {
    AutoscalingRun(
      rates: rates, service: .init(serviceTime: Seconds(0.1), serversPerInstance: 2),
      policy: ScalingPolicy(target: 0.6, minimum: 10, maximum: 600)
    ).peakBacklog
  }

  /// The fluid without a controller, by explicit steps short against the service time.
  private static func naiveDay() -> Double {
    var present = 50.0
    var peak = 0.0
    let servers = 150.0
    let exponent = (2 * (servers + 1)).squareRoot()
    for rate in rates {
      for _ in 0..<100 {
        // The utilization with this many present, by bisection.
        var low = 0.0
        var high = 1.0
        for _ in 0..<30 {
          let middle = 0.5 * (low + high)
          let number = servers * middle + Double.pow(middle, exponent) / (1 - middle)
          if number < present { low = middle } else { high = middle }
        }
        present += 0.01 * (rate - servers * 10 * low)
      }
      peak = max(peak, present)
    }
    return peak
  }

  // MARK: - A cache

  private static func che() -> Double {
    RecencyCache(
      popularity: ZipfPopularity(items: 10_000_000, exponent: 0.9), capacity: 100_000
    ).hitRatio
  }

  private static func naiveChe() -> Double {
    let items = 10_000_000
    var shares = (1...items).map { Double.pow(Double($0), -0.9) }
    let total = shares.reduce(0, +)
    for index in shares.indices { shares[index] /= total }
    var time = 100_000.0
    for _ in 0..<12 {
      var value = 0.0
      var slope = 0.0
      for share in shares {
        let left = Double.exp(-share * time)
        value += 1 - left
        slope += share * left
      }
      let change = (100_000 - value) / slope
      time += change
      if change.magnitude < 1e-9 * time { break }
    }
    return shares.reduce(0) { $0 + $1 * (1 - .exp(-$1 * time)) }
  }

  // MARK: - Retries

  private static func retries() -> Double {
    RetryLoad(
      arrivalRate: RequestsPerSecond(110), serviceTime: Seconds(0.1), servers: 16,
      timeout: Seconds(0.4), retries: 3
    ).collapseRate.value
  }

  private static func naiveRetries() -> Double {
    var crossings = 0.0
    var last = -1.0
    for step in 1..<100_000 {
      let load = 160 * Double(step) / 100_000
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(0.1), servers: 16)
      let share = queue?.responseTail(beyond: Seconds(0.4)) ?? 1
      let gap = load - 110 * (1 + share + share * share + share * share * share)
      if gap * last < 0 { crossings += load }
      last = gap
    }
    return crossings
  }

  // MARK: - A fit

  private static var measurements: [ScalabilityFit.Measurement] {
    let law = ScalabilityLaw(unitThroughput: 1000, contention: 0.03, coherency: 0.0008)
    return (1...32).map { number in
      let noise = 1 + 0.02 * Double.sin(Double(number * number))
      return .init(
        concurrency: Double(number), throughput: law.throughput(at: Double(number)) * noise)
    }
  }

  private static func fit(_ points: [ScalabilityFit.Measurement]) throws -> Double {
    try ScalabilityFit(points).law.contention
  }

  private static func naiveFit(_ points: [ScalabilityFit.Measurement]) -> Double {
    var best = (value: Double.infinity, throughput: 1000.0, contention: 0.05, coherency: 0.001)
    var width = (throughput: 800.0, contention: 0.05, coherency: 0.001)
    for _ in 0..<20 {
      let center = best
      for first in -8...8 {
        for second in -8...8 {
          for third in -8...8 {
            let law = ScalabilityLaw(
              unitThroughput: max(1, center.throughput + width.throughput * Double(first) / 8),
              contention: max(0, center.contention + width.contention * Double(second) / 8),
              coherency: max(0, center.coherency + width.coherency * Double(third) / 8))
            let sum = points.reduce(0) { sum, point in
              let residual = point.throughput - law.throughput(at: point.concurrency)
              return sum + residual * residual
            }
            if sum < best.value {
              best = (sum, law.unitThroughput, law.contention, law.coherency)
            }
          }
        }
      }
      width = (width.throughput / 2, width.contention / 2, width.coherency / 2)
    }
    return best.contention
  }
}

import RealModule

/// The least-squares search behind `ScalabilityFit`.
struct ScalabilitySearch {
  /// The two coefficients that are searched over.
  struct Point: Hashable {
    var contention: Double
    var coherency: Double
  }

  private let concurrencies: [Double]
  private let throughputs: [Double]
  private let sumOfSquares: Double

  init(_ measurements: [ScalabilityFit.Measurement]) {
    concurrencies = measurements.map(\.concurrency)
    throughputs = measurements.map(\.throughput)
    sumOfSquares = throughputs.reduce(0) { $0 + $1 * $1 }
  }

  /// λ, the best unit throughput for these coefficients: `Σ g x / Σ g²` with `g = X(N)/λ`.
  func unitThroughput(_ point: Point) -> Double {
    let sums = projection(point)
    return sums.square > 0 ? sums.product / sums.square : 0
  }

  /// The sum of squares at the best λ; infinite where the law is not positive at a measured point.
  func residualSumOfSquares(_ point: Point) -> Double {
    let scale = unitThroughput(point)
    guard scale > 0 else { return .infinity }
    var sum = 0.0
    for index in concurrencies.indices {
      let residual = throughputs[index] - scale * shape(point, concurrencies[index])
      sum += residual * residual
    }
    return sum
  }

  /// The coefficients with the least sum of squares.
  func minimum() -> Point {
    var starts = gridStarts()
    // The best of each bound, so that a minimum on it is never missed.
    starts.append(Point(contention: 0, coherency: starts[0].coherency))
    starts.append(Point(contention: starts[0].contention, coherency: 0))
    starts.append(Point(contention: 0, coherency: 0))
    var best = starts[0]
    var least = Double.infinity
    for start in starts {
      let found = descend(from: start)
      let value = residualSumOfSquares(found)
      if value < least {
        least = value
        best = found
      }
    }
    return best
  }

  /// `N / (1 + σ (N-1) + κ N (N-1))`; negative or infinite where the denominator is not positive.
  private func shape(_ point: Point, _ concurrency: Double) -> Double {
    concurrency
      / ScalabilityLaw.relativeTime(
        at: concurrency, contention: point.contention, coherency: point.coherency)
  }

  private func projection(_ point: Point) -> (product: Double, square: Double) {
    var product = 0.0
    var square = 0.0
    for index in concurrencies.indices {
      let value = shape(point, concurrencies[index])
      guard value > 0, value.isFinite else { return (0, 0) }
      product += value * throughputs[index]
      square += value * value
    }
    return (product, square)
  }

  /// The six best points of a logarithmic grid, best first.
  private func gridStarts() -> [Point] {
    let greatest = concurrencies.max() ?? 1
    let contentions = [0] + (0..<22).map { 1e-5 * Double.pow(10, Double($0) * 0.25) }
    // Coherency matters when κ N² is about one.
    let scale = 1 / max(greatest * greatest, 1)
    let coherencies = [0] + (0..<28).map { scale * 1e-4 * Double.pow(10, Double($0) * 0.25) }
    var found: [(value: Double, point: Point)] = []
    for contention in contentions {
      for coherency in coherencies {
        let point = Point(contention: contention, coherency: coherency)
        let sums = projection(point)
        guard sums.square > 0 else { continue }
        // The projected sum of squares; its cancellation does not matter for a start.
        let value = sumOfSquares - sums.product * sums.product / sums.square
        found.append((value, point))
      }
    }
    // Never empty: σ = κ = 0 is always admissible.
    return found.sorted { $0.value < $1.value }.prefix(6).map(\.point)
  }

  /// Levenberg-Marquardt on the projected residuals, within the bounds.
  ///
  /// The derivative of the projected residual `x - λ(σ,κ) g(σ,κ)` is taken whole, that of λ
  /// included. A coefficient on its bound stays while the gradient points outward.
  private func descend(from start: Point) -> Point {
    var point = start
    var value = residualSumOfSquares(point)
    guard value.isFinite else { return point }
    var damping = 1e-3
    for _ in 0..<400 {
      let model = linearization(at: point)
      var isFree = (
        model.gradient.0 < 0 || point.contention > 0,
        model.gradient.1 < 0 || point.coherency > 0
      )
      if !isFree.0 && !isFree.1 { return point }
      let tried = trial(from: point, model, damping: damping, &isFree)
      let next = residualSumOfSquares(tried)
      if next < value {
        let isDone =
          (tried.contention - point.contention).magnitude <= 1e-13 * (tried.contention + 1e-6)
          && (tried.coherency - point.coherency).magnitude <= 1e-13 * (tried.coherency + 1e-12)
        point = tried
        value = next
        damping = max(damping * 0.3, 1e-12)
        if isDone { return point }
      } else {
        damping *= 4
        if damping > 1e12 { return point }
      }
    }
    return point
  }

  /// Half the gradient and the Gauss-Newton matrix of the sum of squares.
  private struct Linearization {
    var gradient = (0.0, 0.0)
    var matrix = (0.0, 0.0, 0.0)
  }

  private func linearization(at point: Point) -> Linearization {
    let sums = projection(point)
    let scale = sums.product / sums.square
    // g' = -g² (N-1)/N for σ and -g² (N-1) for κ.
    var slopes = (0.0, 0.0)
    for index in concurrencies.indices {
      let count = concurrencies[index]
      let value = shape(point, count)
      let byCoherency = -value * value * (count - 1)
      let share = throughputs[index] - 2 * scale * value
      slopes.0 += share * byCoherency / count
      slopes.1 += share * byCoherency
    }
    slopes.0 /= sums.square
    slopes.1 /= sums.square
    var result = Linearization()
    for index in concurrencies.indices {
      let count = concurrencies[index]
      let value = shape(point, count)
      let byCoherency = -value * value * (count - 1)
      let residual = throughputs[index] - scale * value
      let first = -(slopes.0 * value + scale * byCoherency / count)
      let second = -(slopes.1 * value + scale * byCoherency)
      result.gradient.0 += first * residual
      result.gradient.1 += second * residual
      result.matrix.0 += first * first
      result.matrix.1 += first * second
      result.matrix.2 += second * second
    }
    return result
  }

  /// The damped step, projected on the bounds; a coefficient that leaves them is fixed there and the
  /// step for the other is taken anew.
  private func trial(
    from point: Point, _ model: Linearization, damping: Double, _ isFree: inout (Bool, Bool)
  ) -> Point {
    let first = model.matrix.0 * (1 + damping)
    let second = model.matrix.2 * (1 + damping)
    while true {
      var step = (0.0, 0.0)
      if isFree.0 && isFree.1 {
        let determinant = first * second - model.matrix.1 * model.matrix.1
        guard determinant > 0 else { return point }
        step.0 = (-model.gradient.0 * second + model.gradient.1 * model.matrix.1) / determinant
        step.1 = (-model.gradient.1 * first + model.gradient.0 * model.matrix.1) / determinant
      } else if isFree.0 {
        step.0 = first > 0 ? -model.gradient.0 / first : 0
      } else if isFree.1 {
        step.1 = second > 0 ? -model.gradient.1 / second : 0
      }
      if isFree.0 && point.contention == 0 && step.0 < 0 {
        isFree.0 = false
        continue
      }
      if isFree.1 && point.coherency == 0 && step.1 < 0 {
        isFree.1 = false
        continue
      }
      return Point(
        contention: max(0, point.contention + step.0),
        coherency: max(0, point.coherency + step.1))
    }
  }
}

import Quantities

/// The state of a scaling policy at work: what serves, what boots, what the metric says.
struct ScalingController {
  private let policy: ScalingPolicy
  /// The instances that were asked for, booting ones included.
  private(set) var wanted: Int
  private(set) var decisions = 0
  private var ready: Int
  /// Instances of which the metric is the mean.
  private var counted: Int
  /// Batches that do not serve yet, or do not count yet, by time.
  private var booting: [(from: Double, count: Int)] = []
  private var warming: [(from: Double, count: Int)] = []
  private var periodEnd: Double
  private var sum = 0.0
  private var observations = 0
  private var periodsAbove = 0
  private var periodsBelow = 0
  private var lastShrunk = -Double.infinity

  init(_ policy: ScalingPolicy, instances: Int) {
    self.policy = policy
    wanted = instances
    ready = instances
    counted = instances
    periodEnd = policy.period.value
  }

  /// The instances that serve from a time on.
  mutating func serving(at time: Double) -> Int {
    while let batch = booting.first, batch.from <= time {
      ready += batch.count
      booting.removeFirst()
    }
    while let batch = warming.first, batch.from <= time {
      counted += batch.count
      warming.removeFirst()
    }
    return ready
  }

  /// Takes note of the utilization up to a time, and decides at the end of each period.
  mutating func observe(_ utilization: Double, until time: Double) {
    sum += min(1, utilization)
    observations += 1
    guard time >= periodEnd - 1e-9 else { return }
    let metric = sum / Double(observations)
    sum = 0
    observations = 0
    periodEnd += policy.period.value
    periodsAbove = metric > policy.target ? periodsAbove + 1 : 0
    periodsBelow = metric < 0.9 * policy.target ? periodsBelow + 1 : 0
    if periodsAbove >= policy.periodsToGrow { grow(metric, at: time) }
    if periodsBelow >= policy.periodsToShrink { shrink(metric, at: time) }
  }

  /// What the target asks for at this metric.
  private func proportional(_ metric: Double) -> Int {
    // A hair below, so that a metric right on the target asks for no more.
    Int((Double(counted) * metric / policy.target - 1e-9).rounded(.up))
  }

  private mutating func grow(_ metric: Double, at time: Double) {
    var goal = min(policy.maximum, proportional(metric))
    if let step = policy.largestStep { goal = min(goal, wanted + step) }
    guard goal > wanted else { return }
    let added = goal - wanted
    wanted = goal
    decisions += 1
    let from = time + policy.bootTime.value
    booting.append((from, added))
    warming.append((from + policy.warmUp.value, added))
  }

  private mutating func shrink(_ metric: Double, at time: Double) {
    // Nothing is taken away while something is on its way, nor before the cooldown is over.
    guard booting.isEmpty, warming.isEmpty, time - lastShrunk >= policy.cooldown.value else {
      return
    }
    let goal = max(policy.minimum, proportional(metric))
    guard goal < wanted else { return }
    ready -= wanted - goal
    counted -= wanted - goal
    wanted = goal
    decisions += 1
    lastShrunk = time
  }
}

package import Quantities

/// How a controller follows the load: target tracking with the delays that it has.
///
/// The metric is the mean utilization of the instances that count, over whole periods. When it was
/// above the target for a number of periods, the wanted number is `ceil(n · metric/target)` of the n
/// that count; when it was below 0.9 of the target for another number, it falls the same way. A
/// metric is at most 100 %, so that one decision multiplies the instances by at most 1/target. New
/// instances serve after their boot and count in the metric after their warm-up. AWS, "Target
/// tracking scaling policies for Amazon EC2 Auto Scaling": one-minute periods, 3 of them to grow, 15
/// to shrink.
package struct ScalingPolicy: Hashable, Sendable {
  /// The utilization to hold, between 0 and 1.
  package let target: Double
  /// The length of a metric period.
  package let period: Seconds
  /// Periods above the target before a step out.
  package let periodsToGrow: Int
  /// Periods below 0.9 of the target before a step in.
  package let periodsToShrink: Int
  /// From the decision until a new instance serves.
  package let bootTime: Seconds
  /// From then until it counts in the metric.
  package let warmUp: Seconds
  /// The least time from one step in to the next.
  package let cooldown: Seconds
  package let minimum: Int
  package let maximum: Int
  /// The most instances that one decision adds; nil for no limit.
  package let largestStep: Int?

  /// A policy; the defaults are those of AWS.
  ///
  /// - Precondition: the target between 0 and 1, times not negative, the period positive, at least
  ///   one period, and `1 <= minimum <= maximum`.
  package init(
    target: Double, period: Seconds = Seconds(60), periodsToGrow: Int = 3,
    periodsToShrink: Int = 15, bootTime: Seconds = Seconds(120), warmUp: Seconds = Seconds(60),
    cooldown: Seconds = Seconds(300), minimum: Int, maximum: Int, largestStep: Int? = nil
  ) {
    precondition(target > 0 && target <= 1, "target")
    precondition(period.value > 0 && bootTime.value >= 0 && warmUp.value >= 0, "times")
    precondition(cooldown.value >= 0 && periodsToGrow >= 1 && periodsToShrink >= 1, "periods")
    precondition(minimum >= 1 && maximum >= minimum, "minimum and maximum")
    self.target = target
    self.period = period
    self.periodsToGrow = periodsToGrow
    self.periodsToShrink = periodsToShrink
    self.bootTime = bootTime
    self.warmUp = warmUp
    self.cooldown = cooldown
    self.minimum = minimum
    self.maximum = maximum
    self.largestStep = largestStep
  }

  /// A number of instances that never changes.
  package static func fixed(_ instances: Int) -> ScalingPolicy {
    ScalingPolicy(target: 1, minimum: instances, maximum: instances)
  }
}

package import Quantities
import RealModule

/// GI/G/c for service that varies less than exponential, between the exact GI/D/c and GI/M/c.
///
/// Mean, delay probability and percentiles of the wait are interpolated linearly in the squared
/// coefficient of variation: Boxma, Cohen and Huffels, "Approximations of the mean waiting time in
/// an M/G/s queueing system", Operations Research 27 (1979); Tijms, Stochastic Models, 1994, eq.
/// 4.2.14 and section 4.3.2. The response adds an independent service time of the true law.
package struct InterpolatedQueue: WaitingLaws {
  package let service: Distribution
  private let exponential: GeneralArrivalQueue
  package let delayProbability: Double
  package let meanWait: Seconds
  /// The wait of those who wait that `e^(-depth)` of them exceed, by growing depth.
  private let conditionalWaits: [Double]

  /// Of means and percentiles of the response, over the accuracy suite.
  private static let errorClass = 0.02
  private static let points = 160

  /// The depth of a point: denser where the law of the wait still bends.
  private static func depth(_ point: Double) -> Double {
    26 * point * point / Double(points * points)
  }

  /// The queue in its steady state.
  ///
  /// - Precondition: laws valid, service of a squared variation of at most one.
  /// - Throws: `QueueRefusal` as the two cases do.
  /// - Complexity: 160 percentiles of each of the two queues.
  package init(interarrival: Distribution, service: Distribution, servers: Int)
    throws(QueueRefusal)
  {
    let share = service.squaredVariation
    precondition(share <= 1, "variation")
    let time = service.mean
    let exponential: GeneralArrivalQueue
    let constant: any WaitingLaws
    do throws(Saturation) {
      exponential = try GeneralArrivalQueue(
        interarrival: interarrival, serviceTime: time, servers: servers)
    } catch { throw .saturation(error) }
    switch interarrival {
    case .exponential(let gap):
      do throws(Saturation) {
        constant = try DeterministicServiceQueue(
          arrivalRate: RequestsPerSecond(1 / gap.value), serviceTime: time, servers: servers)
      } catch { throw .saturation(error) }
    default:
      constant = try LatticeQueue(
        interarrival: interarrival, service: .deterministic(time), servers: servers)
    }
    func between(_ left: Double, _ right: Double) -> Double { left + share * (right - left) }
    let constantDelay = constant.delayProbability
    delayProbability = between(constantDelay, exponential.delayProbability)
    meanWait = Seconds(
      between(constant.meanWait.value, exponential.meanWait.value))
    conditionalWaits = (0...Self.points).map { point in
      guard point > 0 else { return 0 }
      let level = Double.exp(-Self.depth(Double(point)))
      func percentile(_ queue: any WaitingLaws, _ delay: Double) -> Double {
        queue.waitPercentile(1 - max(level * delay, 1e-13)).value
      }
      return between(
        percentile(constant, constantDelay),
        percentile(exponential, exponential.delayProbability))
    }
    self.exponential = exponential
    self.service = service
  }

  package var method: Method {
    .approximate(
      "between constant and exponential service, response percentiles "
        + "\(Method.within(Self.errorClass)) of simulation", within: Self.errorClass)
  }

  package var arrivalRate: RequestsPerSecond { exponential.arrivalRate }
  package var serviceTime: Seconds { exponential.serviceTime }
  package var servers: Int { exponential.servers }

  package func waitPercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    let level = (1 - p) / delayProbability
    guard level < 1 else { return .zero }
    let place = Double(Self.points) * (-Double.log(level) / 26).squareRoot()
    let left = min(Int(place), Self.points - 1)
    let step = conditionalWaits[left + 1] - conditionalWaits[left]
    return Seconds(conditionalWaits[left] + (place - Double(left)) * step)
  }

  package func waitTail(beyond time: Seconds) -> Double { waitLaw(time.value).tail }

  package func responseTail(beyond time: Seconds) -> Double {
    responseLaw.tail(beyond: time.value)
  }

  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    return Seconds(responseLaw.percentile(p))
  }

  /// The percentiles the other way round, between the points straight in the logarithm of the tail.
  private func waitLaw(_ t: Double) -> TailPoint {
    guard t > 0 else { return TailPoint(tail: delayProbability, density: 0) }
    var low = 0
    var high = Self.points
    while high - low > 1 {
      let middle = (low + high) / 2
      if conditionalWaits[middle] > t { high = middle } else { low = middle }
    }
    let step = conditionalWaits[high] - conditionalWaits[low]
    let share = step > 0 ? (t - conditionalWaits[low]) / step : 1
    let left = Self.depth(Double(low))
    let depth = left + share * (Self.depth(Double(high)) - left)
    return TailPoint(tail: delayProbability * .exp(-depth), density: 0)
  }

  private var responseLaw: WaitPlusService {
    WaitPlusService(service: service) { waitLaw($0) }
  }
}

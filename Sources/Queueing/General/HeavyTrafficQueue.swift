package import Quantities
import RealModule

/// GI/G/c of many servers, by two moments: the wait of GI/M/c, stretched.
///
/// The probability of waiting is that of exponential service, and the wait of those who wait is
/// longer by `(c_a² + c_s²)/(c_a² + 1)`: exact in heavy traffic (Whitt, "Approximations for the
/// GI/G/m queue", Production and Operations Management 2 (1993), eqs. 2.24 and 3.6 without the
/// corrections for light traffic). The response adds an independent service time of the true law.
/// O(1) once the root of GI/M/c is found; a percentile of the response takes some hundred tails.
package struct HeavyTrafficQueue: WaitingLaws {
  package let service: Distribution
  private static let errorClass = 0.05
  private let exponential: GeneralArrivalQueue
  private let stretch: Double

  /// The queue in its steady state.
  ///
  /// - Precondition: laws valid, `servers` at least one.
  /// - Throws: `QueueRefusal` at saturation, and without a variance of both laws.
  package init(interarrival: Distribution, service: Distribution, servers: Int)
    throws(QueueRefusal)
  {
    self.service = service
    let arrivals = interarrival.squaredVariation
    stretch = (arrivals + service.squaredVariation) / (arrivals + 1)
    guard stretch.isFinite else { throw .noPhases }
    do {
      exponential = try GeneralArrivalQueue(
        interarrival: interarrival, serviceTime: service.mean, servers: servers)
    } catch { throw .saturation(error) }
  }

  package var method: Method {
    .approximate(
      "two moments; response percentiles \(Method.within(Self.errorClass)) of simulation, waits within "
        + "30 %", within: Self.errorClass)
  }

  package var arrivalRate: RequestsPerSecond { exponential.arrivalRate }
  package var serviceTime: Seconds { exponential.serviceTime }
  package var servers: Int { exponential.servers }
  package var delayProbability: Double { exponential.delayProbability }
  package var meanWait: Seconds { exponential.meanWait * stretch }

  package func waitTail(beyond time: Seconds) -> Double {
    exponential.waitTail(beyond: time / stretch)
  }

  package func waitPercentile(_ p: Double) -> Seconds {
    exponential.waitPercentile(p) * stretch
  }

  package func responseTail(beyond time: Seconds) -> Double {
    responseLaw.tail(beyond: time.value)
  }

  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    return Seconds(responseLaw.percentile(p))
  }

  private var responseLaw: WaitPlusService {
    WaitPlusService(service: service) { time in
      TailPoint(tail: exponential.waitTail(beyond: Seconds(time / stretch)), density: 0)
    }
  }
}

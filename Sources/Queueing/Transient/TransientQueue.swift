package import Quantities
import RealModule

/// A queue whose arrivals and servers change over time: M(t)/M/c(t), with or without patience.
///
/// Up to time 0 it is in the steady state of what holds before; from then on arrivals and servers
/// follow their pieces. New servers serve at once; when servers are taken away, the latest of those
/// in service go back to the head of the queue. First come first served, exponential service; with
/// patience, who waits gives up after an exponential time.
///
/// Exact, by uniformization on a window of states that moves with the law (`BirthDeathWindow`: Jensen
/// 1953; Grassmann 1977). O(rate · horizon · window).
package struct TransientQueue: Hashable, Sendable {
  /// λ(t) per second; `before` is what the steady state at time 0 comes from.
  package let arrivalRate: PiecewiseConstant
  /// S, the mean service time of one request on one server.
  package let serviceTime: Seconds
  /// c(t); whole numbers.
  package let servers: PiecewiseConstant
  /// The mean time after which a waiting request gives up; nil when nobody does.
  package let patience: Seconds?
  /// Until when the queue is followed.
  package let horizon: Seconds

  /// A queue.
  ///
  /// - Precondition: service time, patience and horizon finite and positive; servers whole numbers
  ///   of at least one before time 0 and of at least zero after.
  package init(
    arrivalRate: PiecewiseConstant, serviceTime: Seconds, servers: PiecewiseConstant,
    patience: Seconds? = nil, horizon: Seconds
  ) {
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(horizon.value > 0 && horizon.value.isFinite, "horizon")
    if let patience { precondition(patience.value > 0 && patience.value.isFinite, "patience") }
    precondition(servers.before >= 1, "servers before")
    for count in [servers.before] + servers.pieces.map(\.value) {
      precondition(count == count.rounded() && count < 1e9, "whole servers")
    }
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    self.patience = patience
    self.horizon = horizon
  }

  /// What is asked of a transient besides its peak.
  package struct Questions: Hashable, Sendable {
    /// Times at which means are wanted, from 0 to the horizon.
    package let times: [Seconds]
    /// Waits whose excess is wanted; none for a queue with patience.
    package let waits: [Seconds]
    /// The number waiting at which the queue counts as drained.
    package let drainedWaiting: Double?
    /// How many equal panels Simpson's rule has over the horizon for delayed shares, rounded up in
    /// each piece; nil for steps that begin small after each change, which are far more accurate.
    package let panels: Int?

    package init(
      times: [Seconds] = [], waits: [Seconds] = [], drainedWaiting: Double? = nil,
      panels: Int? = nil
    ) {
      self.times = times
      self.waits = waits
      self.panels = panels
      self.drainedWaiting = drainedWaiting
    }
  }

  /// The rates that hold from a time on.
  func rates(at time: Double) -> BirthDeathWindow.Rates {
    rates(arrivals: arrivalRate.value(at: time), servers: servers.value(at: time))
  }

  /// The rates that held before time 0.
  var ratesBefore: BirthDeathWindow.Rates {
    rates(arrivals: arrivalRate.before, servers: servers.before)
  }

  private func rates(arrivals: Double, servers: Double) -> BirthDeathWindow.Rates {
    BirthDeathWindow.Rates(
      arrivals: arrivals, service: 1 / serviceTime.value, servers: Int(servers),
      patience: patience.map { 1 / $0.value } ?? 0)
  }
}

/// Why a transient is not computed.
package enum TransientRefusal: Error, Hashable, Sendable {
  /// The queue has no steady state before time 0 to begin with.
  case saturatedBefore(Saturation)
  /// The law of the number present is too wide for too long; the fluid model is the way.
  case tooManyUpdates(limit: Double)
}

/// What is known about a queue at one moment of a transient.
struct QueueSnapshot {
  /// E[N].
  var inSystem: Double
  /// E[(N-c)+].
  var waiting: Double
  /// P(N >= c).
  var allBusy: Double
  /// P(N > c).
  var someWaiting: Double

  /// The snapshot of a law with c servers.
  init(_ window: BirthDeathWindow, servers: Int) {
    // From the top down, so that small tails are added up before they meet large numbers.
    var present = 0.0
    var queued = 0.0
    var busy = 0.0
    var beyond = 0.0
    window.law.withUnsafeBufferPointer { law in
      guard let law = law.baseAddress else { return }
      var count = window.high
      while count >= window.low {
        let probability = law[count - window.low]
        present += Double(count) * probability
        if count >= servers {
          busy += probability
          if count > servers {
            beyond += probability
            queued += Double(count - servers) * probability
          }
        }
        count -= 1
      }
    }
    inSystem = present
    waiting = queued
    allBusy = busy
    someWaiting = beyond
  }

  /// The snapshot of a queue in which surely some are waiting.
  init(inSystem: Double, servers: Int) {
    self.inSystem = inSystem
    waiting = inSystem - Double(servers)
    allBusy = 1
    someWaiting = 1
  }

  /// The rate at which the mean number present changes.
  func slope(_ rates: BirthDeathWindow.Rates) -> Double {
    rates.arrivals - rates.service * (inSystem - waiting) - rates.patience * waiting
  }
}

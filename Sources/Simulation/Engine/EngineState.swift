/// A node while it runs: which of its instances serve.
struct NodeState: BitwiseCopyable {
  /// The first of its instances; its others follow.
  let firstStation: Int
  /// The register of a job's chosen instance; -1 for a node of a single instance.
  let register: Int
  let balancing: Node.Balancing
  /// How many of its part of the list of active instances are in use.
  var activeCount: Int
  /// Instances that exist, in service or not.
  let most: Int
  /// The next turn of round robin.
  var turn = 0
  /// `∫ servers in service dt`, now and when the measurement began.
  var capacityArea = 0.0
  var capacityMark = 0.0
  var capacitySince = 0.0
}

/// One pool of permits.
struct PoolState: BitwiseCopyable {
  var free: Int
  let size: Int
  let queueLimit: Int
  /// The sampler of the patience; -1 where all wait.
  let patience: Int32
  /// The node that has one such pool for each instance; -1 for none.
  let node: Int32
  var queue = JobQueue()
  var usedArea = 0.0
  var usedMark = 0.0
  var areaSince = 0.0

  @inline(__always)
  mutating func account(_ now: Double) {
    usedArea += Double(size &- free) * (now - areaSince)
    areaSince = now
  }
}

/// A stretch of time with one arrival rate.
struct Piece: BitwiseCopyable {
  let end: Double
  let rate: Double
}

/// A source of requests.
struct SourceState: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable { case renewal, poisson, closed }

  let kind: Kind
  /// The sampler of the times between arrivals, or of the thinking.
  let sampler: Int
  /// The pieces of a rate that changes, and the one that holds.
  let lastPiece: Int
  var piece: Int
  /// The rows of the branch table that draw the class.
  let firstRow: Int
  let rows: Int
  /// The stream of the class, and of Poisson arrivals.
  let stream: Int
  let users: Int
}

/// What the engine needs to know of a class.
struct KindState: BitwiseCopyable {
  let entry: Int32
  /// Infinite where nobody tries again.
  let timeout: Double
  let attempts: Int32
  /// The sampler of the time before the next attempt.
  let backoff: Int32
}

/// Something that happens at a set time, or every so often.
struct Control: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable { case setServers, loss, tick, launch }

  let kind: Kind
  let node: Int
  var amount: Int
  // Of scaling:
  var period = 0.0
  var target = 0.0
  var pointsOut = 0
  var pointsIn = 0
  var lag = 0.0
  var least = 0
  var most = 0
  var greatestStep = 0.0
  var countsServers = false
  var above = 0
  var below = 0
  /// Capacity that was ordered and does not serve yet.
  var launching = 0
  var areaBefore = 0.0
  /// The control row of the scaling that a launch belongs to.
  var owner = 0
}

/// What is seen of a class while it is measured.
struct ClassTally: ~Copyable {
  var times = LogHistogram()
  var count = 0
  var failures = 0
  var attempts = 0
  var sum = 0.0
  var squares = 0.0

  init() {}

  @inline(__always)
  mutating func add(_ time: Double) {
    times.add(time)
    count &+= 1
    sum += time
    squares += time * time
  }

  mutating func reset() {
    times.reset()
    count = 0
    failures = 0
    attempts = 0
    sum = 0
    squares = 0
  }
}

/// Requests of clients that may try again.
struct RequestTable: ~Copyable {
  private(set) var start = Buffer<Double>()
  private(set) var kind = Buffer<Int32>()
  private(set) var source = Buffer<Int32>()
  private(set) var attemptsLeft = Buffer<Int32>()
  /// The job of the present attempt; -1 between two.
  private(set) var job = Buffer<Int32>()
  /// The order number of the timeout that counts.
  private(set) var timeout = Buffer<UInt32>()
  private var unused = Buffer<Int32>()

  init() {}

  mutating func make(kind: Int32, source: Int32, start: Double, attempts: Int32) -> Int {
    let request: Int
    if unused.count > 0 {
      request = Int(unused.removeLast())
    } else {
      request = self.start.count
      self.start.append(0)
      self.kind.append(0)
      self.source.append(0)
      attemptsLeft.append(0)
      job.append(-1)
      timeout.append(0)
    }
    self.start.base[request] = start
    self.kind.base[request] = kind
    self.source.base[request] = source
    attemptsLeft.base[request] = attempts
    job.base[request] = -1
    timeout.base[request] = 0
    return request
  }

  mutating func discard(_ request: Int) {
    timeout.base[request] = 0
    unused.append(Int32(request))
  }
}

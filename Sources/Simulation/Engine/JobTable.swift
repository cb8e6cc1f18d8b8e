/// All jobs in the system, a column for each property, so that a step touches few cache lines.
struct JobTable: ~Copyable {
  /// The next instruction.
  private(set) var place = Buffer<Int32>()
  private(set) var kind = Buffer<Int32>()
  /// When the client sent it.
  private(set) var start = Buffer<Double>()
  /// The neighbors in the queue it waits in; `next` also links unused rows.
  private(set) var next = Buffer<Int32>()
  private(set) var previous = Buffer<Int32>()
  /// The work it wants at the station it is at.
  private(set) var demand = Buffer<Double>()
  /// The station it is at; `-2 - n` while it waits for pool n; -1 elsewhere.
  private(set) var station = Buffer<Int32>()
  /// The order number of the event that ends its service or its patience; 0 for none.
  private(set) var token = Buffer<UInt32>()
  /// The job that it is a part of; -1 for none.
  private(set) var parent = Buffer<Int32>()
  /// Parts that have not ended.
  private(set) var pending = Buffer<Int32>()
  /// The client's request; -1 where nobody tries again, -2 where nobody waits any more.
  private(set) var request = Buffer<Int32>()
  private(set) var source = Buffer<Int32>()
  private var registers = Buffer<Int32>()
  private let width: Int
  private var unused: Int32 = -1

  init(registers width: Int) { self.width = width }

  @inline(__always)
  func register(_ job: Int, _ index: Int) -> UnsafeMutablePointer<Int32> {
    registers.base + (job &* width &+ index)
  }

  /// A row for a new job.
  @inline(__always)
  mutating func make(kind: Int32, place: Int32, start: Double, source: Int32) -> Int {
    let job: Int
    if unused >= 0 {
      job = Int(unused)
      unused = next.base[job]
    } else {
      job = self.place.count
      appendRow()
    }
    self.kind.base[job] = kind
    self.place.base[job] = place
    self.start.base[job] = start
    self.source.base[job] = source
    token.base[job] = 0
    parent.base[job] = -1
    request.base[job] = -1
    return job
  }

  private mutating func appendRow() {
    place.append(0)
    kind.append(0)
    start.append(0)
    next.append(-1)
    previous.append(-1)
    demand.append(0)
    station.append(-1)
    token.append(0)
    parent.append(-1)
    pending.append(0)
    request.append(-1)
    source.append(0)
    for _ in 0..<width { registers.append(0) }
  }

  /// A row for a part of a job, which knows the instances that its whole has chosen.
  mutating func makePart(of whole: Int, place: Int32) -> Int {
    let part = make(
      kind: kind.base[whole], place: place, start: start.base[whole], source: source.base[whole])
    parent.base[part] = Int32(whole)
    for index in 0..<width { register(part, index).pointee = register(whole, index).pointee }
    return part
  }

  @inline(__always)
  mutating func discard(_ job: Int) {
    next.base[job] = unused
    unused = Int32(job)
  }
}

/// The two ends of a queue that is linked through the jobs in it.
struct JobQueue: BitwiseCopyable {
  var first: Int32 = -1
  var last: Int32 = -1
  var count: Int = 0

  @inline(__always)
  mutating func append(_ job: Int, _ jobs: borrowing JobTable) {
    jobs.next.base[job] = -1
    jobs.previous.base[job] = last
    if last >= 0 { jobs.next.base[Int(last)] = Int32(job) } else { first = Int32(job) }
    last = Int32(job)
    count &+= 1
  }

  @inline(__always)
  mutating func remove(_ job: Int, _ jobs: borrowing JobTable) {
    let before = jobs.previous.base[job]
    let after = jobs.next.base[job]
    if before >= 0 { jobs.next.base[Int(before)] = after } else { first = after }
    if after >= 0 { jobs.previous.base[Int(after)] = before } else { last = before }
    count &-= 1
  }

  /// Takes the first job of a queue that is not empty.
  @inline(__always)
  mutating func removeFirst(_ jobs: borrowing JobTable) -> Int {
    let job = Int(first)
    remove(job, jobs)
    return job
  }
}

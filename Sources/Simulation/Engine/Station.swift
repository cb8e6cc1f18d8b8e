/// One instance of a node.
struct Station: BitwiseCopyable {
  let node: Int32
  let isShared: Bool
  var isUp = true
  var servers: Double
  let speed: Double
  let capacity: Int
  /// The sampler of the patience of waiting jobs; -1 where all wait.
  let patience: Int32

  /// Jobs here, waiting or in service.
  var present = 0
  /// Jobs in service, of a first-come-first-served station.
  var busy = 0
  var queue = JobQueue()
  /// Jobs that were sent here and have not left, wherever they are now.
  var outstanding = 0

  /// The service that each job present all the time has received: the virtual time of sharing.
  var virtualTime = 0.0
  var virtualSince = 0.0
  /// The next end of a service that is in the calendar, and its order number; 0 for none.
  var nextEnd = Double.infinity
  var nextOrder: UInt32 = 0
  var sharing = SharingHeap()

  /// `∫ busy servers dt` and `∫ jobs present dt`, now and when the measurement began.
  var busyArea = 0.0
  var presentArea = 0.0
  var busyMark = 0.0
  var presentMark = 0.0
  var areaSince = 0.0

  /// Brings the areas up to a time; called before anything changes.
  @inline(__always)
  mutating func account(_ now: Double) {
    let time = now - areaSince
    areaSince = now
    presentArea += Double(present) * time
    busyArea += (isShared ? min(Double(present), servers) : Double(busy)) * time
  }

  /// The speed at which each job proceeds under sharing.
  @inline(__always)
  var sharedSpeed: Double {
    let count = Double(present)
    return count <= servers ? min(1, servers) * speed : speed * servers / count
  }

  /// Brings the virtual time up to a time.
  @inline(__always)
  mutating func advanceVirtualTime(_ now: Double) {
    virtualTime += sharedSpeed * (now - virtualSince)
    virtualSince = now
  }
}

/// Jobs under processor sharing by the virtual time at which they end.
///
/// The order of ends does not depend on who else is there, so each job has one place in the heap
/// from its arrival on: arrival and end take O(log n) instead of an update of all n jobs.
struct SharingHeap: BitwiseCopyable {
  struct Entry: BitwiseCopyable {
    var end: Double
    var job: Int32
  }

  private(set) var entries: UnsafeMutablePointer<Entry>?
  private(set) var count = 0
  private var capacity = 0

  init() {}

  /// The least end; infinite for none.
  @inline(__always)
  var firstEnd: Double {
    guard count > 0, let entries else { return .infinity }
    return entries[0].end
  }

  mutating func add(_ end: Double, _ job: Int) {
    if count == capacity { grow() }
    guard let entries else { return }
    var index = count
    count &+= 1
    while index > 0 {
      let parent = (index &- 1) >> 1
      guard end < entries[parent].end else { break }
      entries[index] = entries[parent]
      index = parent
    }
    entries[index] = Entry(end: end, job: Int32(job))
  }

  /// Takes the job that ends first from a heap that is not empty.
  mutating func removeFirst() -> Int {
    guard let entries else { return -1 }
    let first = Int(entries[0].job)
    count &-= 1
    let last = entries[count]
    var index = 0
    while true {
      var child = 2 &* index &+ 1
      guard child < count else { break }
      if child &+ 1 < count && entries[child &+ 1].end < entries[child].end { child &+= 1 }
      guard entries[child].end < last.end else { break }
      entries[index] = entries[child]
      index = child
    }
    entries[index] = last
    return first
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: max(8, capacity * 2))
    if let entries {
      larger.update(from: entries, count: count)
      entries.deallocate()
    }
    entries = larger
    capacity = max(8, capacity * 2)
  }

  /// Gives back the memory; called once by the engine that owns the station.
  func deallocate() { entries?.deallocate() }
}

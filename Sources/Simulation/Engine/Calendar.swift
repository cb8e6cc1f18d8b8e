/// What is due, ordered by time and then by when it was noted: a heap with four children a node.
///
/// An entry is 16 bytes, so that the children of a node share a cache line. Entries are not
/// removed when they become void: whoever noted them tells by the order number.
struct Calendar: ~Copyable {
  struct Entry: BitwiseCopyable {
    var time: Double
    var order: UInt32
    /// The kind of event in the upper four bits, whom it concerns in the others.
    var what: UInt32

    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      // Order numbers wrap around after 2^32; entries of one time are never that far apart.
      time < other.time
        || (time == other.time && Int32(bitPattern: order &- other.order) < 0)
    }
  }

  private var heap = Buffer<Entry>()
  private var nextOrder: UInt32 = 1

  init() {}

  var isEmpty: Bool { heap.count == 0 }

  /// The time of the next entry; infinite when there is none.
  var nextTime: Double { heap.count == 0 ? .infinity : heap.base[0].time }

  /// Notes an event and gives its order number, which is never 0.
  @inline(__always)
  @discardableResult
  mutating func add(_ time: Double, _ what: UInt32) -> UInt32 {
    let order = nextOrder
    nextOrder = nextOrder == .max ? 1 : nextOrder &+ 1
    let entry = Entry(time: time, order: order, what: what)
    heap.append(entry)
    let base = heap.base
    var index = heap.count &- 1
    while index > 0 {
      let parent = (index &- 1) >> 2
      guard entry.precedes(base[parent]) else { break }
      base[index] = base[parent]
      index = parent
    }
    base[index] = entry
    return order
  }

  /// Takes the next entry of a calendar that is not empty.
  @inline(__always)
  mutating func removeFirst() -> Entry {
    let base = heap.base
    let first = base[0]
    let last = heap.removeLast()
    let count = heap.count
    guard count > 0 else { return first }
    var index = 0
    while true {
      let child = index &* 4 &+ 1
      guard child < count else { break }
      var least = child
      let end = min(child &+ 4, count)
      var other = child &+ 1
      while other < end {
        if base[other].precedes(base[least]) { least = other }
        other &+= 1
      }
      guard base[least].precedes(last) else { break }
      base[index] = base[least]
      index = least
    }
    base[index] = last
    return first
  }
}

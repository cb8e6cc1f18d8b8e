/// A growing array of plain values that the event loop reads and writes without checks.
///
/// Arrays of the standard library check bounds and uniqueness on every access, which costs the
/// event loop half of its speed. Indices come from the engine itself, never from input.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count: Int
  private var capacity: Int

  init() {
    capacity = 16
    count = 0
    base = .allocate(capacity: capacity)
  }

  init(repeating element: Element, count: Int) {
    capacity = max(1, count)
    self.count = count
    base = .allocate(capacity: capacity)
    base.initialize(repeating: element, count: count)
  }

  init(_ elements: [Element]) {
    capacity = max(1, elements.count)
    count = elements.count
    base = .allocate(capacity: capacity)
    for (index, element) in elements.enumerated() { (base + index).initialize(to: element) }
  }

  deinit { base.deallocate() }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
  }

  @inline(__always)
  mutating func removeLast() -> Element {
    count &-= 1
    return base[count]
  }

  mutating func removeAll() { count = 0 }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}

/// A text in UTF-8 to which is appended, in memory of its own.
///
/// Nobody else sees the memory before the text is taken out of it, so that nothing is asked or counted with each
/// append: a plan has millions of bytes in hundreds of thousands of pieces.
struct TextBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var room: Int
  private(set) var count = 0

  /// - Parameter capacity: How many bytes it has room for at first; it grows as needed.
  init(capacity: Int = 1024) {
    start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    room = capacity
  }

  deinit { start.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// A copy of the bytes, in no more room than they take.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// A copy of the bytes from a place on.
  func bytes(from place: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: start, count: count)[place...]))
  }

  /// Calls with the bytes, which last as long as the call.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(start: start, count: count))
  }

  /// A copy of the text.
  var text: String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if isDone == nil { for byte in text.utf8 { append(byte) } }
  }

  mutating func append(_ text: Substring) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if isDone == nil { for byte in text.utf8 { append(byte) } }
  }

  /// - Precondition: It is not empty.
  mutating func replaceFirst(_ byte: UInt8) {
    precondition(count > 0, "nothing to replace")
    start[0] = byte
  }

  mutating func append(literal text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ byte: UInt8, times: Int) {
    reserve(times)
    (start + count).update(repeating: byte, count: times)
    count += times
  }

  /// Appends what is written into the room behind the text.
  ///
  /// - Parameters:
  ///   - most: How many bytes are written at most.
  ///   - write: Writes from the start of the room on and returns how many bytes it wrote.
  @inline(__always)
  mutating func append(most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(most)
    count += write(start + count)
  }

  /// Inserts blanks at several places at once, behind a line feed each.
  ///
  /// - Parameter places: In rising order; at each so many blanks, in the place of so many bytes.
  mutating func breakLines(_ places: [(place: Int, blanks: Int, replaced: Int)]) {
    let more = places.reduce(0) { $0 + 1 + $1.blanks - $1.replaced }
    reserve(more)
    var (end, shift) = (count, more)
    for (place, blanks, replaced) in places.reversed() {
      let rest = place + replaced
      (start + rest + shift).update(from: start + rest, count: end - rest)
      shift -= 1 + blanks - replaced
      start[place + shift] = UInt8(ascii: "\n")
      (start + place + shift + 1).update(repeating: UInt8(ascii: " "), count: blanks)
      end = place
    }
    count += more
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if room - count < more { grow(by: more) }
  }

  private mutating func grow(by more: Int) {
    room = max(2 * room, count + more)
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    wider.update(from: start, count: count)
    start.deallocate()
    start = wider
  }
}

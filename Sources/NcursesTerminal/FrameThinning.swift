/// Leaves out of what ncurses sends for a frame the changes of rendition that nobody would see.
///
/// ncurses switches every attribute off before it switches one on, names the character set each time,
/// and takes attributes back before a blank that shows none. A frame begins and ends in the plain
/// rendition, so each can be thinned by itself. What is not understood is sent as it is.
struct FrameThinning {
  private static let escape: UInt8 = 0x1B
  private static let shiftOut: UInt8 = 0x0E
  private static let shiftIn: UInt8 = 0x0F

  private var result: [UInt8] = []
  /// What was sent, and what holds for the next letter.
  private var sent = Rendition()
  private var wanted = Rendition()
  /// The same of the character set: its designation, and whether the second one is used.
  private var sentSet: UInt8 = UInt8(ascii: "B")
  private var wantedSet: UInt8 = UInt8(ascii: "B")
  /// Whether the next letter may need anything: most follow one of the same look.
  private var isPending = false
  private var sentShift = Self.shiftIn
  private var wantedShift = Self.shiftIn

  /// The bytes of a frame that show the same.
  static func thinned(_ bytes: [UInt8]) -> [UInt8] {
    var thinning = FrameThinning()
    thinning.result.reserveCapacity(bytes.count)
    return thinning.take(bytes) ? thinning.result : bytes
  }

  /// False where a sequence is none of those that are known.
  private mutating func take(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case Self.escape:
        guard let end = takeSequence(bytes, from: place) else { return false }
        place = end
      case Self.shiftIn, Self.shiftOut:
        wantedShift = byte
        isPending = true
      case 0x00..<0x20: result.append(byte)
      case 0x20 where !isPending || sent.looksAlikeOnBlanks(wanted): result.append(byte)
      default:
        catchUp()
        result.append(byte)
      }
    }
    catchUp()
    return true
  }

  /// Sends what the next letter needs.
  private mutating func catchUp() {
    guard isPending else { return }
    isPending = false
    result += wanted.sequence(from: sent)
    sent = wanted
    if sentSet != wantedSet {
      result += [Self.escape, UInt8(ascii: "("), wantedSet]
      sentSet = wantedSet
    }
    if sentShift != wantedShift {
      result.append(wantedShift)
      sentShift = wantedShift
    }
  }

  /// Takes a sequence whose Escape was read, and gives the place after it; nil where it is cut off or
  /// unknown.
  private mutating func takeSequence(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "("):
      guard start + 1 < bytes.count else { return nil }
      wantedSet = bytes[start + 1]
      isPending = true
      return start + 2
    case UInt8(ascii: "["):
      guard let end = bytes[(start + 1)...].firstIndex(where: { (0x40...0x7E).contains($0) })
      else { return nil }
      if bytes[end] == UInt8(ascii: "m") {
        isPending = true
        return wanted.take(bytes[(start + 1)..<end]) ? end + 1 : nil
      }
      // What is erased or moved in takes the present ground.
      if "JKLMPSTX@".utf8.contains(bytes[end]), !sent.looksAlikeOnBlanks(wanted) { catchUp() }
      result += bytes[(start - 1)...end]
      return end + 1
    case 0x30...0x7E:
      result += [Self.escape, bytes[start]]
      return start + 1
    default:
      return nil
    }
  }
}

/// As much of a terminal as tells whether two streams of bytes show the same.
struct TinyTerminal {
  struct Cell: Hashable {
    var letter: UInt8 = 0x20
    var attributes: Set<Int> = []
    var ink = ""
    var ground = ""
    /// The character set that the letter was drawn from.
    var set = "B"
  }

  private(set) var cells: [Cell]
  private let columns: Int
  private var x = 0
  private var y = 0
  private var pen = Cell()

  init(columns: Int = 20, rows: Int = 4) {
    self.columns = columns
    cells = Array(repeating: Cell(), count: columns * rows)
  }

  /// What is to be seen: of blanks neither weight nor ink.
  var picture: [Cell] {
    cells.map { cell in
      guard cell.letter == 0x20 else { return cell }
      var cell = cell
      cell.attributes.subtract([1, 2, 3])
      cell.set = "B"
      if cell.attributes.isEmpty { cell.ink = "" }
      return cell
    }
  }

  /// How the next letter would be drawn.
  var present: Cell { pen }

  mutating func show(_ bytes: [UInt8]) {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case 0x1B where bytes[place] == UInt8(ascii: "("):
        pen.set = String(UnicodeScalar(bytes[place + 1]))
        place += 2
      case 0x1B:
        let end = bytes[place...].firstIndex { (0x40...0x7E).contains($0) && $0 != 0x5B } ?? place
        perform(
          UnicodeScalar(bytes[end]), String(decoding: bytes[(place + 1)..<end], as: UTF8.self))
        place = end + 1
      case 0x0D: x = 0
      case 0x0A: y = min(y + 1, cells.count / columns - 1)
      case 0x08: x = max(0, x - 1)
      default: put(byte)
      }
    }
  }

  private mutating func put(_ byte: UInt8) {
    guard x < columns else { return }
    pen.letter = byte
    cells[y * columns + x] = pen
    x += 1
  }

  private mutating func perform(_ final: UnicodeScalar, _ text: String) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "H":
      y = min(max(1, numbers.first ?? 1), cells.count / columns) - 1
      x = min(max(1, numbers.dropFirst().first ?? 1), columns) - 1
    case "K": erase(columns - x)
    case "X": erase(count)
    case "b": for _ in 0..<count { put(pen.letter) }
    case "m": draw(numbers.isEmpty ? [0] : numbers)
    default: break
    }
  }

  private mutating func erase(_ count: Int) {
    for column in x..<min(columns, x + count) {
      cells[y * columns + column] = Cell(ground: pen.ground)
    }
  }

  private mutating func draw(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: pen = Cell(letter: pen.letter, set: pen.set)
      case 1...9: pen.attributes.insert(number)
      case 30...37: pen.ink = "\(number)"
      case 39: pen.ink = ""
      case 40...47: pen.ground = "\(number)"
      case 49: pen.ground = ""
      case 38, 48:
        let color = rest.prefix(2).map(String.init).joined(separator: ";")
        rest = rest.dropFirst(2)
        if number == 38 { pen.ink = color } else { pen.ground = color }
      default: break
      }
    }
  }
}

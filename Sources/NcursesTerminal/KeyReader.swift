import CNcurses
import TerminalUI

/// Turns what ncurses reads into messages; keeps a paste together across reads.
struct KeyReader {
  private var paste: String?

  /// The messages of all input that is waiting.
  mutating func read() -> [Message] {
    var messages: [Message] = []
    while let input = next() {
      switch input {
      case .code(KeySequences.pasteStart):
        paste = ""
      case .code(KeySequences.pasteEnd):
        if let text = paste { messages.append(.paste(text)) }
        paste = nil
      case .letter(let scalar) where paste != nil:
        paste?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
      case .letter("\u{1B}"):
        messages += escape()
      case .letter(let scalar):
        messages.append(.key(Self.key(scalar)))
      case .code(KeySequences.mouse):
        if let mouse = mouse() { messages.append(.mouse(mouse)) }
      case .code(let code):
        if paste == nil, let key = Self.key(code) { messages.append(.key(key)) }
      }
    }
    return messages
  }

  private enum Input {
    case letter(Unicode.Scalar)
    case code(Int32)
  }

  private func next() -> Input? {
    var value: wint_t = 0
    while true {
      let kind = wget_wch(cn_screen(), &value)
      if kind == KEY_CODE_YES { return .code(Int32(bitPattern: value)) }
      guard kind == OK else { return nil }
      if let scalar = Unicode.Scalar(value) { return .letter(scalar) }
    }
  }

  /// A report such as `0;12;5M`: button, column and row from one, `M` for a press and `m` for a
  /// release (XTerm Control Sequences, "SGR (1006)").
  private func mouse() -> Mouse? {
    var numbers = [0]
    // No report is longer; what is cut off or no report at all ends as nothing.
    for _ in 0..<32 {
      guard case .letter(let scalar)? = next() else { return nil }
      switch scalar {
      case "0"..."9":
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(scalar.value - 48)
      case ";": numbers.append(0)
      case "M" where numbers.count == 3:
        let (x, y) = (numbers[1] - 1, numbers[2] - 1)
        switch numbers[0] {
        case 0: return Mouse(.press, x: x, y: y)
        // Moved with the first button held.
        case 32: return Mouse(.drag, x: x, y: y)
        case 64: return Mouse(.wheelUp, x: x, y: y)
        case 65: return Mouse(.wheelDown, x: x, y: y)
        default: return nil
        }
      default: return nil
      }
      guard numbers.count <= 3, (numbers.last ?? 0) < 100_000 else { return nil }
    }
    return nil
  }

  /// A lone Escape, or the rest of a sequence that nobody defined, which is dropped.
  private func escape() -> [Message] {
    switch next() {
    case nil:
      return [.key(.escape)]
    case .letter("[")?:
      while case .letter(let scalar)? = next() {
        if (0x40...0x7E).contains(scalar.value) { break }
      }
      return []
    case .letter("\u{1B}")?:
      return [.key(.escape), .key(.escape)]
    case .letter(let scalar)?:
      return [.key(.escape), .key(Self.key(scalar))]
    case .code(let code)?:
      return [.key(.escape)] + (Self.key(code).map { [.key($0)] } ?? [])
    }
  }

  private static func key(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x08, 0x7F: return .backspace
    case 0x00..<0x20:
      let letter = Unicode.Scalar(UInt8(scalar.value) + 0x40)
      return .control(letter.properties.lowercaseMapping.unicodeScalars.first ?? letter)
    default: return .character(scalar)
    }
  }

  private static func key(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: return .up
    case KEY_DOWN: return .down
    case KEY_LEFT: return .left
    case KEY_RIGHT: return .right
    case KEY_HOME: return .home
    case KEY_END: return .end
    case KEY_PPAGE: return .pageUp
    case KEY_NPAGE: return .pageDown
    case KEY_BTAB: return .backTab
    case KEY_ENTER: return .enter
    case KEY_BACKSPACE: return .backspace
    case KEY_DC: return .delete
    case KEY_IC: return .insert
    default:
      return (1...12).first { cn_function_key($0) == code }.map { .function(Int($0)) }
    }
  }
}

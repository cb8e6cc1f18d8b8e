/// What a `JSONTokenizer` reports, in the order of the file.
///
/// The bytes of keys and values are only valid during the call.
protocol JSONSink {
  mutating func beginContainer(isObject: Bool, at position: OfferPosition) throws(OfferFault)
  mutating func endContainer(isObject: Bool, at position: OfferPosition) throws(OfferFault)
  mutating func key(_ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition)
    throws(OfferFault)
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition)
    throws(OfferFault)
  /// A number, `true`, `false` or `null`.
  mutating func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition)
    throws(OfferFault)
}

/// Reads JSON (RFC 8259) byte by byte, in chunks of any size, in constant memory.
///
/// The grammar is checked in full; that bytes above 127 are UTF-8 is not. A text that lies whole
/// within a chunk and has no escapes is handed on without a copy.
///
/// - Complexity: O(bytes) time; memory of the longest text and one flag per open container.
struct JSONTokenizer {
  private enum Mode {
    case structure, text, escape, unicode, scalar
  }

  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, separatorOrEnd, nothing
  }

  private static let depthLimit = 64

  private let limits: OfferLimits
  private var mode = Mode.structure
  private var expectation = Expectation.value
  /// Whether each open container is an object.
  private var containers: [Bool] = []
  /// A token that began in an earlier chunk or has escapes.
  private var token: [UInt8] = []
  private var tokenStart = OfferPosition()
  private var isKey = false
  private var codeUnit: UInt32 = 0
  private var codeUnitDigits = 0
  private var highSurrogate: UInt32?
  private var line = 1
  /// The offset in the file of the first byte of the line.
  private var lineStart = 0
  /// The offset in the file of the chunk's first byte.
  private var base = 0

  init(limits: OfferLimits) {
    self.limits = limits
  }

  /// Reads the next bytes of the file.
  mutating func consume<Sink: JSONSink>(
    _ chunk: UnsafeBufferPointer<UInt8>, into sink: inout Sink
  ) throws(OfferFault) {
    var index = 0
    while index < chunk.count {
      switch mode {
      case .structure: index = try readStructure(chunk, from: index, into: &sink)
      case .text: index = try readText(chunk, from: index, into: &sink)
      case .escape: index = try readEscape(chunk, from: index)
      case .unicode: index = try readUnicode(chunk, from: index)
      case .scalar: index = try readScalar(chunk, from: index, into: &sink)
      }
    }
    base += chunk.count
  }

  /// Checks that the file ended with its value.
  mutating func finish() throws(OfferFault) {
    guard expectation == .nothing, mode == .structure else {
      throw .cut(at: position(0), "the file ends in the middle of its JSON")
    }
  }

  private func position(_ index: Int) -> OfferPosition {
    OfferPosition(line: line, column: base + index - lineStart + 1)
  }

  private mutating func readStructure<Sink: JSONSink>(
    _ chunk: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(OfferFault) -> Int {
    var index = start
    while index < chunk.count {
      let byte = chunk[index]
      switch byte {
      case 0x20, 0x09, 0x0D: break
      case 0x0A:
        line += 1
        lineStart = base + index + 1
      case UInt8(ascii: "\""):
        isKey = expectation == .key || expectation == .keyOrEnd
        guard isKey || expectsValue else { throw unexpected(byte, at: index) }
        tokenStart = position(index)
        mode = .text
        return index + 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard expectsValue else { throw unexpected(byte, at: index) }
        guard containers.count < Self.depthLimit else {
          throw OfferFault(
            at: position(index), "values are nested deeper than \(Self.depthLimit)",
            remedy: "use an offer file as AWS publishes it")
        }
        let isObject = byte == UInt8(ascii: "{")
        try sink.beginContainer(isObject: isObject, at: position(index))
        containers.append(isObject)
        expectation = isObject ? .keyOrEnd : .valueOrEnd
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        let isObject = byte == UInt8(ascii: "}")
        let fits =
          expectation == .separatorOrEnd || expectation == (isObject ? .keyOrEnd : .valueOrEnd)
        guard fits, containers.last == isObject else { throw unexpected(byte, at: index) }
        containers.removeLast()
        try sink.endContainer(isObject: isObject, at: position(index))
        endValue()
      case UInt8(ascii: ","):
        guard expectation == .separatorOrEnd, let isObject = containers.last else {
          throw unexpected(byte, at: index)
        }
        expectation = isObject ? .key : .value
      case UInt8(ascii: ":"):
        guard expectation == .colon else { throw unexpected(byte, at: index) }
        expectation = .value
      default:
        guard expectsValue, Self.beginsScalar(byte) else { throw unexpected(byte, at: index) }
        tokenStart = position(index)
        mode = .scalar
        return index
      }
      index += 1
    }
    return index
  }

  private mutating func readText<Sink: JSONSink>(
    _ chunk: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(OfferFault) -> Int {
    var index = start
    while index < chunk.count {
      let byte = chunk[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      index += 1
    }
    let run = UnsafeBufferPointer(rebasing: chunk[start..<index])
    if index < chunk.count, chunk[index] == UInt8(ascii: "\""), token.isEmpty {
      guard highSurrogate == nil else { throw loneSurrogate() }
      try emit(run, into: &sink)
      return index + 1
    }
    if !run.isEmpty { try flushSurrogate() }
    try append(run)
    guard index < chunk.count else { return index }
    switch chunk[index] {
    case UInt8(ascii: "\""):
      guard highSurrogate == nil else { throw loneSurrogate() }
      let whole = token
      token.removeAll(keepingCapacity: true)
      try whole.withUnsafeBufferPointer { (bytes) throws(OfferFault) in
        try emit(bytes, into: &sink)
      }
    case UInt8(ascii: "\\"): mode = .escape
    default:
      throw OfferFault(
        at: position(index), "a control character stands within a text",
        remedy: "use an offer file as AWS publishes it")
    }
    return index + 1
  }

  private mutating func readEscape(
    _ chunk: UnsafeBufferPointer<UInt8>, from index: Int
  ) throws(OfferFault) -> Int {
    let byte = chunk[index]
    mode = .text
    let plain: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      mode = .unicode
      codeUnit = 0
      codeUnitDigits = 0
      return index + 1
    default: throw unexpected(byte, at: index)
    }
    try flushSurrogate()
    token.append(plain)
    return index + 1
  }

  private mutating func readUnicode(
    _ chunk: UnsafeBufferPointer<UInt8>, from index: Int
  ) throws(OfferFault) -> Int {
    guard let digit = Self.hexadecimalDigit(chunk[index]) else {
      throw unexpected(chunk[index], at: index)
    }
    codeUnit = codeUnit << 4 | digit
    codeUnitDigits += 1
    guard codeUnitDigits == 4 else { return index + 1 }
    mode = .text
    if let high = highSurrogate {
      guard (0xDC00...0xDFFF).contains(codeUnit) else { throw loneSurrogate() }
      highSurrogate = nil
      append(scalar: 0x10000 + (high - 0xD800) << 10 + (codeUnit - 0xDC00))
    } else if (0xD800...0xDBFF).contains(codeUnit) {
      highSurrogate = codeUnit
    } else {
      append(scalar: codeUnit)
    }
    return index + 1
  }

  private mutating func readScalar<Sink: JSONSink>(
    _ chunk: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(OfferFault) -> Int {
    var index = start
    while index < chunk.count, Self.continuesScalar(chunk[index]) { index += 1 }
    try append(UnsafeBufferPointer(rebasing: chunk[start..<index]))
    guard index < chunk.count else { return index }
    guard Self.isScalar(token) else {
      throw OfferFault(
        at: tokenStart, "`\(String(decoding: token, as: UTF8.self))` is no value of JSON",
        remedy: "use an offer file as AWS publishes it")
    }
    let whole = token
    token.removeAll(keepingCapacity: true)
    mode = .structure
    try whole.withUnsafeBufferPointer { (bytes) throws(OfferFault) in
      try sink.scalar(bytes, at: tokenStart)
    }
    endValue()
    return index
  }

  private mutating func emit<Sink: JSONSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, into sink: inout Sink
  ) throws(OfferFault) {
    mode = .structure
    if isKey {
      expectation = .colon
      try sink.key(bytes, at: tokenStart)
    } else {
      try sink.text(bytes, at: tokenStart)
      endValue()
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfferFault) {
    guard token.count + bytes.count <= limits.tokenBytes else {
      throw OfferFault(
        at: tokenStart, "a text is longer than \(limits.tokenBytes) bytes",
        remedy: "use an offer file as AWS publishes it")
    }
    token.append(contentsOf: bytes)
  }

  private mutating func append(scalar value: UInt32) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    token.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private func flushSurrogate() throws(OfferFault) {
    if highSurrogate != nil { throw loneSurrogate() }
  }

  private mutating func endValue() {
    expectation = containers.isEmpty ? .nothing : .separatorOrEnd
  }

  private var expectsValue: Bool { expectation == .value || expectation == .valueOrEnd }

  private func unexpected(_ byte: UInt8, at index: Int) -> OfferFault {
    let shown =
      (0x21...0x7E).contains(byte) ? "`\(Character(Unicode.Scalar(byte)))`" : "byte \(byte)"
    if expectation == .nothing {
      return OfferFault(
        at: position(index), "\(shown) stands behind the end of the JSON",
        remedy: "give one offer file at a time, as AWS publishes it")
    }
    return OfferFault(
      at: position(index), "\(shown) is not JSON here",
      remedy: "use an offer file as AWS publishes it")
  }

  private func loneSurrogate() -> OfferFault {
    OfferFault(
      at: tokenStart, "a text has half of a surrogate pair",
      remedy: "use an offer file as AWS publishes it")
  }

  private static func beginsScalar(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "t")
      || byte == UInt8(ascii: "f") || byte == UInt8(ascii: "n")
  }

  private static func continuesScalar(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// Whether the bytes are `true`, `false`, `null` or a number.
  private static func isScalar(_ bytes: [UInt8]) -> Bool {
    switch bytes.count {
    case 4 where bytes == Array("true".utf8) || bytes == Array("null".utf8): return true
    case 5 where bytes == Array("false".utf8): return true
    default: return PlainDecimal(bytes, allowsSign: true) != nil
    }
  }
}

/// One row of a CSV file; the bytes are only valid until the next row.
struct CSVRow {
  fileprivate(set) var bytes: [UInt8] = []
  fileprivate(set) var ends: [Int] = []
  /// The line of the file that the row begins on.
  fileprivate(set) var line = 1

  var count: Int { ends.count }

  /// The cell without its quotes.
  subscript(column: Int) -> ArraySlice<UInt8> {
    bytes[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
  }

  func text(_ column: Int) -> String { String(decoding: self[column], as: UTF8.self) }

  fileprivate mutating func clear(line: Int) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    self.line = line
  }
}

/// What a `CSVTokenizer` reports.
protocol CSVSink {
  mutating func read(_ row: borrowing CSVRow) throws(OfferFault)
}

/// Reads CSV (RFC 4180) in chunks of any size, in the memory of one row.
///
/// Cells may be quoted or not, as AWS mixes both; lines may end with CR LF; a byte order mark is
/// skipped.
///
/// - Complexity: O(bytes).
struct CSVTokenizer {
  private enum State {
    case cellStart, plain, quoted, quoteInQuoted, lineFeed
  }

  private let limits: OfferLimits
  private var state = State.cellStart
  private var row = CSVRow()
  private var line = 1
  private var isEmptyLine = true
  /// How many bytes of a byte order mark were seen; nil behind the file's first bytes.
  private var mark: Int? = 0

  init(limits: OfferLimits) {
    self.limits = limits
  }

  /// Reads the next bytes of the file and hands on every row that they end.
  mutating func consume<Sink: CSVSink>(
    _ chunk: UnsafeBufferPointer<UInt8>, into sink: inout Sink
  ) throws(OfferFault) {
    var index = 0
    while index < chunk.count {
      if let seen = mark {
        let expected: [UInt8] = [0xEF, 0xBB, 0xBF]
        if seen < 3, chunk[index] == expected[seen] {
          mark = seen + 1
          index += 1
          continue
        }
        mark = nil
      }
      if state == .quoted || state == .plain {
        let start = index
        let isQuoted = state == .quoted
        while index < chunk.count, !Self.isSpecial(chunk[index], isQuoted) { index += 1 }
        try append(UnsafeBufferPointer(rebasing: chunk[start..<index]))
        guard index < chunk.count else { return }
      }
      try step(chunk[index], into: &sink)
      index += 1
    }
  }

  /// Checks that the file ended with the end of a line.
  func finish() throws(OfferFault) {
    guard state == .cellStart, isEmptyLine else {
      throw .cut(at: OfferPosition(line: line), "the file ends in the middle of a line")
    }
  }

  private static func isSpecial(_ byte: UInt8, _ isQuoted: Bool) -> Bool {
    if isQuoted { return byte == 0x22 || byte == 0x0A }
    return byte == 0x2C || byte == 0x0A || byte == 0x0D || byte == 0x22
  }

  private mutating func step<Sink: CSVSink>(
    _ byte: UInt8, into sink: inout Sink
  ) throws(OfferFault) {
    switch (state, byte) {
    case (.quoted, 0x22): state = .quoteInQuoted
    case (.quoted, _):
      line += 1
      row.bytes.append(byte)
    case (.quoteInQuoted, 0x22):
      row.bytes.append(byte)
      state = .quoted
    case (_, 0x0A):
      if !isEmptyLine {
        row.ends.append(row.bytes.count)
        try sink.read(row)
      }
      line += 1
      row.clear(line: line)
      isEmptyLine = true
      state = .cellStart
    case (.lineFeed, _): throw wrong("a carriage return stands within a line")
    case (_, 0x2C):
      row.ends.append(row.bytes.count)
      isEmptyLine = false
      state = .cellStart
    case (_, 0x0D): state = .lineFeed
    case (.cellStart, 0x22):
      isEmptyLine = false
      state = .quoted
    case (.plain, 0x22): throw wrong("a quote stands within a cell that has none around it")
    case (.quoteInQuoted, _): throw wrong("something stands behind the closing quote of a cell")
    default:
      isEmptyLine = false
      row.bytes.append(byte)
      state = .plain
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfferFault) {
    guard row.bytes.count + bytes.count <= limits.tokenBytes else {
      throw wrong("a row is longer than \(limits.tokenBytes) bytes")
    }
    row.bytes.append(contentsOf: bytes)
  }

  private func wrong(_ message: String) -> OfferFault {
    OfferFault(
      at: OfferPosition(line: line), message, remedy: "use an offer file as AWS publishes it")
  }
}

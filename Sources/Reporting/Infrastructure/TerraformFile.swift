import Synchronization

/// The resources and variables of a file of Terraform, as rendered files lay them out.
struct TerraformFile: Sendable {
  /// In the order of the file.
  private(set) var resources: [(address: String, body: String?)] = []
  /// Each variable that people may give, and whether it has a default.
  private(set) var variables: [(name: String, hasDefault: Bool)] = []

  /// - Parameter text: In UTF-8.
  init(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { read($0) }
  }

  /// What is open at a line.
  private enum Block {
    case none
    /// A resource, whose lines without comments are taken over.
    case resource
    case variable
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var open = Block.none
    var body: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = ByteScan.lineEnd(in: bytes, from: start)
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      start = end + 1
      let isEnd = line.count == 1 && line[0] == UInt8(ascii: "}")
      switch open {
      case .none: open = begin(line)
      case .resource where isEnd:
        resources[resources.count - 1].body = Self.text(body.dropLast())
        body.removeAll(keepingCapacity: true)
        open = .none
      case .resource:
        if line.first(where: { $0 != UInt8(ascii: " ") }) != UInt8(ascii: "#") {
          body.append(contentsOf: line)
          body.append(UInt8(ascii: "\n"))
        }
      case .variable where isEnd: open = .none
      case .variable:
        if BlockLabels.begins(line, "  default ") {
          variables[variables.count - 1].hasDefault = true
        }
      }
    }
  }

  /// Takes the first line of a block.
  private mutating func begin(_ line: UnsafeBufferPointer<UInt8>) -> Block {
    if let labels = BlockLabels.ofResource(line) {
      resources.append((labels.type + "." + labels.name, nil))
      return .resource
    }
    if let name = BlockLabels.ofVariable(line) {
      variables.append((name, false))
      return .variable
    }
    return .none
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// Files of Terraform, each read once: most are the same in every stage.
final class TerraformFiles: Sendable {
  /// By the lengths of their texts, which hardly two share: hashing the texts took as long as all the rest.
  private let known = Mutex<[Int: [(text: [UInt8], file: TerraformFile)]]>([:])

  func file(_ text: [UInt8]) -> TerraformFile {
    let same = known.withLock { $0[text.count] }?.first { Self.areEqual($0.text, text) }
    if let same { return same.file }
    let file = TerraformFile(text)
    known.withLock { $0[text.count, default: []].append((text, file)) }
    return file
  }

  /// Whether two texts of one length are the same, eight bytes at a time.
  private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        let whole = left.count & ~7
        for place in stride(from: 0, to: whole, by: 8)
        where left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          != right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        { return false }
        return left[whole...].elementsEqual(right[whole...])
      }
    }
  }
}

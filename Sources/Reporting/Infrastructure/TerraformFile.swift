import Synchronization

/// The resources and variables of a file of Terraform, as rendered files lay them out.
struct TerraformFile: Sendable {
  /// In the order of the file.
  private(set) var resources: [(address: String, body: String?)] = []
  /// Each variable that people may give, and whether it has a default.
  private(set) var variables: [(name: String, hasDefault: Bool)] = []

  /// What is open at a line.
  private enum Block {
    /// The lines of a resource without its comments.
    case resource(body: [UInt8])
    case variable
  }

  /// - Parameter text: In UTF-8.
  init(_ text: [UInt8]) {
    var open: Block?
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isEnd = line.count == 1 && line.first == UInt8(ascii: "}")
      switch open {
      case .resource(var body):
        open = nil
        if isEnd {
          resources[resources.count - 1].body = Self.text(body.dropLast())
        } else {
          if line.first(where: { $0 != UInt8(ascii: " ") }) != UInt8(ascii: "#") {
            body += line
            body.append(UInt8(ascii: "\n"))
          }
          open = .resource(body: body)
        }
      case .variable:
        if isEnd {
          open = nil
        } else if line.starts(with: Self.defaultSign) {
          variables[variables.count - 1].hasDefault = true
        }
      case nil: open = begin(line)
      }
    }
  }

  /// Takes the first line of a block.
  private mutating func begin(_ line: ArraySlice<UInt8>) -> Block? {
    if line.starts(with: Self.resourceSign) {
      let words = line.split(separator: UInt8(ascii: "\""))
      guard words.count >= 4 else { return nil }
      resources.append((Self.text(words[1]) + "." + Self.text(words[3]), nil))
      return .resource(body: [])
    }
    if line.starts(with: Self.variableSign) {
      let words = line.split(separator: UInt8(ascii: "\""))
      guard words.count >= 2 else { return nil }
      variables.append((Self.text(words[1]), false))
      return .variable
    }
    return nil
  }

  private static let resourceSign = Array("resource \"".utf8)
  private static let variableSign = Array("variable \"".utf8)
  private static let defaultSign = Array("  default ".utf8)

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

/// The resources and variables of a file of Terraform, as rendered files lay them out.
struct TerraformFile: Sendable {
  /// In the order of the file.
  private(set) var resources: [Resource] = []
  /// Each variable that people may give, and whether it has a default.
  private(set) var variables: [(name: String, hasDefault: Bool)] = []

  struct Resource: Sendable {
    /// Type and name, without a module.
    let address: String
    /// Whether its type is one that holds data.
    let holdsData: Bool
    /// Its lines without comments; nil where it does not end.
    fileprivate(set) var body: String?
  }

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
    var body = TextBuffer()
    // Lines of the body that are not taken over yet, with their ends.
    var held = 0..<0
    var start = 0
    while start < bytes.count {
      let begin = start
      let end = ByteScan.lineEnd(in: bytes, from: begin)
      let line = UnsafeBufferPointer(rebasing: bytes[begin..<end])
      start = end + 1
      let isEnd = line.count == 1 && line[0] == UInt8(ascii: "}")
      switch open {
      case .none:
        open = self.begin(line)
        held = start..<start
      case .resource where isEnd:
        body.append(UnsafeBufferPointer(rebasing: bytes[held]))
        resources[resources.count - 1].body = body.withBytes { Self.text($0.dropLast()) }
        body.removeAll()
        open = .none
      case .resource:
        if bytes[withoutIndent(begin..<end, bytes)].first == UInt8(ascii: "#") {
          body.append(UnsafeBufferPointer(rebasing: bytes[held]))
          held = start..<start
        } else {
          held = held.lowerBound..<min(start, bytes.count)
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
    if let (type, name) = BlockLabels.ofResource(line.indices, in: line) {
      var address = TextBuffer(capacity: 128)
      address.append(UnsafeBufferPointer(rebasing: line[type]))
      address.append(UInt8(ascii: "."))
      address.append(UnsafeBufferPointer(rebasing: line[name]))
      let holdsData = StatefulType.of(type: Self.text(line[type])) != nil
      resources.append(Resource(address: address.text, holdsData: holdsData))
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

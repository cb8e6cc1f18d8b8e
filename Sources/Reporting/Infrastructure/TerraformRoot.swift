/// What two stages are compared by: the resources of a Terraform root and its modules by the numbers of their
/// addresses, its variables and its sizes, as rendered files lay them out.
struct TerraformRoot: Sendable {
  /// The numbers of the addresses, in the order of the files.
  private(set) var resources: [Int] = []
  /// Each variable that people may give, with its module, and whether it has a default.
  private(set) var variables: [String: Bool] = [:]
  /// What the files of parameters say of plain sizes, with their modules.
  private(set) var sizes: [String: String] = [:]
  /// The lines of each resource without its comments, by its number; nil where there are none.
  private var bodies: [String?] = []
  /// The files of other stages, which are mostly the same, and the addresses of all.
  let known: TerraformFiles

  /// - Parameter known: What roots that are compared share.
  init(_ files: [RenderedFile], _ known: TerraformFiles = TerraformFiles()) {
    self.known = known
    resources.reserveCapacity(1_024)
    var place = Place(of: "")
    for file in files where file.path.hasSuffix("terraform.tfvars.json") {
      place.move(to: file.path)
      readSizes(file.bytes, of: place.module)
    }
    for file in files where file.path.hasSuffix(".tf") {
      place.move(to: file.path)
      add(file.bytes, at: place)
    }
  }

  /// The lines of a resource without its comments; nil where the root has none of this number.
  func body(_ number: Int) -> String? { number < bodies.count ? bodies[number] : nil }

  /// The folders that files stand in, which mostly those behind share.
  private struct Place {
    private var folder: Substring
    /// What the names of variables of the folders begin with.
    private(set) var module: String
    /// What the addresses of resources in the folders begin with.
    private(set) var modules: String

    init(of path: String) {
      folder = TerraformRoot.folder(of: path)
      let folders = TerraformRoot.folders(of: path)
      module = folders.isEmpty ? "" : folders.joined(separator: ".") + "."
      modules = TerraformRoot.modules(of: folders)
    }

    mutating func move(to path: String) {
      if TerraformRoot.folder(of: path) != folder { self = Place(of: path) }
    }
  }

  /// What stands before the last slash of a path.
  private static func folder(of path: String) -> Substring {
    path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
  }

  /// The folders of a path but for the first.
  private static func folders(of path: String) -> [Substring] {
    let utf8 = path.utf8
    var folders: [Substring] = []
    // Behind the last slash, where there was one.
    var start: String.Index?
    var place = utf8.startIndex
    while place < utf8.endIndex {
      if utf8[place] == UInt8(ascii: "/") {
        if let start { folders.append(path[start..<place]) }
        start = utf8.index(after: place)
      }
      place = utf8.index(after: place)
    }
    return folders
  }

  private mutating func add(_ text: [UInt8], at place: Place) {
    let (file, numbers) = known.file(text, in: place.modules)
    resources += numbers
    for (number, resource) in zip(numbers, file.resources) {
      if number >= bodies.count {
        bodies += repeatElement(nil, count: max(1_024, number + 1 - bodies.count))
      }
      if let body = resource.body { bodies[number] = body }
    }
    for variable in file.variables {
      let name = place.module + variable.name
      // What a module takes, its root gives; people see those of the root and the sizes of the units.
      if name.utf8.contains(UInt8(ascii: ".")), sizes[name] == nil { continue }
      variables[name] = variable.hasDefault
    }
  }

  /// What the addresses of resources in folders begin with.
  private static func modules(of folders: [Substring]) -> String {
    var modules: [UInt8] = []
    for folder in folders {
      modules += "module.".utf8
      for word in folder.utf8.split(separator: UInt8(ascii: "-")) {
        if modules.last != UInt8(ascii: ".") { modules.append(UInt8(ascii: "_")) }
        modules += word
      }
      modules.append(UInt8(ascii: "."))
    }
    return text(modules)
  }

  private mutating func readSizes(_ text: [UInt8], of module: String) {
    text.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = ByteScan.lineEnd(in: bytes, from: start)
        readSize(UnsafeBufferPointer(rebasing: bytes[start..<end]), of: module)
        start = end + 1
      }
    }
  }

  /// Reads a line `  "name": value,`; others are passed over, and values in brackets.
  private mutating func readSize(_ line: UnsafeBufferPointer<UInt8>, of module: String) {
    guard BlockLabels.begins(line, "  \"") else { return }
    let close = ByteScan.first(UInt8(ascii: "\""), in: line, 3..<line.count)
    guard close + 1 < line.count else { return }
    let value = line[(close + 1)...].drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") }
    guard value.first != UInt8(ascii: "{"), value.first != UInt8(ascii: "[") else { return }
    let name = Self.text(UnsafeBufferPointer(rebasing: line[3..<close]))
    guard name != "stage_id", name != "plan_digest" else { return }
    sizes[module + name] = Self.text(
      value.filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") })
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  static func type(of address: String) -> String {
    let utf8 = address.utf8
    guard let name = lastDot(of: address, before: utf8.endIndex) else { return "" }
    let start = lastDot(of: address, before: name).map(utf8.index(after:)) ?? utf8.startIndex
    return String(address[start..<name])
  }

  /// What stands before type and name; empty for a resource of the root.
  static func module(of address: String) -> String {
    guard let name = lastDot(of: address, before: address.endIndex),
      let type = lastDot(of: address, before: name)
    else { return "" }
    return String(address[..<type])
  }

  private static func lastDot(of address: String, before end: String.Index) -> String.Index? {
    let utf8 = address.utf8
    var place = end
    while place > utf8.startIndex {
      place = utf8.index(before: place)
      if utf8[place] == UInt8(ascii: ".") { return place }
    }
    return nil
  }

  /// The expression of an argument of the resource itself, without blanks; nil where it has none.
  static func value(of argument: String, in body: String) -> String? {
    let sign = Array("  \(argument) ".utf8)
    var body = body
    return body.withUTF8 { bytes in
      var rest = UnsafeBufferPointer(rebasing: bytes[...])
      while !rest.isEmpty {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        let line = rest[..<end]
        if line.starts(with: sign) {
          return text(
            line.drop { $0 != UInt8(ascii: "=") }.dropFirst().filter { $0 != UInt8(ascii: " ") })
        }
        rest = UnsafeBufferPointer(rebasing: rest[end...].dropFirst())
      }
      return nil
    }
  }
}

/// What two stages are compared by: the resources of a Terraform root and its modules by address, its
/// variables and its sizes, as rendered files lay them out.
struct TerraformRoot: Sendable {
  /// In the order of the files.
  private(set) var addresses: [String] = []
  /// The lines of each resource without its comments.
  private(set) var bodies: [String: String] = [:]
  /// Each variable that people may give, with its module, and whether it has a default.
  private(set) var variables: [String: Bool] = [:]
  /// What the files of parameters say of plain sizes, with their modules.
  private(set) var sizes: [String: String] = [:]

  /// - Parameter known: The files of other stages, which are mostly the same.
  init(_ files: [RenderedFile], _ known: TerraformFiles = TerraformFiles()) {
    addresses.reserveCapacity(1_024)
    bodies.reserveCapacity(1_024)
    for file in files {
      if file.path.hasSuffix(".tf") {
        add(known.file(file.bytes), in: Self.folders(of: file.path))
      } else if file.path.hasSuffix("terraform.tfvars.json") {
        readSizes(file.bytes, in: Self.folders(of: file.path))
      }
    }
    // What a module takes, its root gives; people see those of the root and the sizes of the units.
    variables = variables.filter { name, _ in
      !name.utf8.contains(UInt8(ascii: ".")) || sizes[name] != nil
    }
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

  private mutating func add(_ file: TerraformFile, in folders: [Substring]) {
    let modules = Self.modules(of: folders)
    let module = folders.isEmpty ? "" : folders.joined(separator: ".") + "."
    for resource in file.resources {
      let address = modules + resource.address
      addresses.append(address)
      if let body = resource.body { bodies[address] = body }
    }
    for variable in file.variables { variables[module + variable.name] = variable.hasDefault }
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

  private mutating func readSizes(_ text: [UInt8], in folders: [Substring]) {
    let module = folders.isEmpty ? "" : folders.joined(separator: ".") + "."
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

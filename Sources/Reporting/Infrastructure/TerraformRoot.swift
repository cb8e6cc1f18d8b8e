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
    variables = variables.filter { name, _ in !name.contains(".") || sizes[name] != nil }
  }

  /// The folders of a path but for the first.
  private static func folders(of path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).dropFirst().dropLast().map(Substring.init)
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
    for line in text.split(separator: UInt8(ascii: "\n")) where line.starts(with: Self.memberSign) {
      let parts = line.dropFirst(3).split(separator: UInt8(ascii: "\""), maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") }
      guard value.first != UInt8(ascii: "{"), value.first != UInt8(ascii: "[") else { continue }
      let name = Self.text(parts[0])
      guard !["stage_id", "plan_digest"].contains(name) else { continue }
      sizes[module + name] = Self.text(
        value.filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") })
    }
  }

  private static let memberSign = Array("  \"".utf8)

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

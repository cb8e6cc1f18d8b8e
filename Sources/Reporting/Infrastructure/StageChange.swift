/// What applying a stage's Terraform over that of the stage before does: resources that come, go and
/// change, and what becomes of those that hold data.
struct StageChange {
  let from: [RenderedFile]
  let to: [RenderedFile]
  let fromLabel: String
  let toLabel: String

  /// The document that stands at `templates/diff/<stage>.md`.
  var document: String {
    let before = TerraformResources(from)
    let after = TerraformResources(to)
    let gone = before.addresses.filter { after.bodies[$0] == nil }
    let new = after.addresses.filter { before.bodies[$0] == nil }
    let changed = after.addresses.filter {
      before.bodies[$0] != nil && before.bodies[$0] != after.bodies[$0]
    }
    var lines = [
      "# From \(fromLabel) to \(toLabel)", "",
      "What `terraform plan` shows when this stage's files take the place of those of the stage before, over the same state. Take the steps of the roadmap first: what goes takes its data with it.",
      "", "## What holds data", "", "| Resource | What becomes of it |", "|---|---|",
    ]
    let stateful = (before.addresses + new).filter { StatefulType.of($0) != nil }
    for address in stateful {
      lines.append("| `\(address)` | \(fate(of: address, before, after)) |")
    }
    if stateful.isEmpty { lines.append("| none | |") }
    let moves = Self.moves(gone: gone, new: new, before, after)
    if !moves.isEmpty {
      lines += ["", "`moved.tf` of this stage renames what stays the same:", ""]
      lines += moves.map { "- `\($0.from)` is now `\($0.to)`" }
    }
    lines += Self.list("New", new) + Self.list("Gone", gone) + Self.list("Changed", changed)
    lines += nameSteps(new: new, gone: gone)
    let (come, go) = variableChanges
    lines += Self.remarks("New variables", come) + Self.remarks("Variables that are gone", go)
    let sizes = sizeChanges
    if !sizes.isEmpty {
      lines += ["", "## Sizes", "", "| Variable | Before | After |", "|---|---|---|"]
      lines += sizes.map { "| `\($0.name)` | \($0.before) | \($0.after) |" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The document, and `moved.tf` of the stage where it has one.
  var files: [RenderedFile] {
    let document = RenderedFile(path: "templates/diff/\(toLabel).md", contents: document)
    let blocks = movedBlocks
    guard !blocks.isEmpty else { return [document] }
    return [
      document,
      RenderedFile(path: "templates/\(toLabel)/terraform/moved.tf", contents: blocks),
    ]
  }

  /// `moved` blocks for resources that have another name and nothing else; empty without any.
  var movedBlocks: String {
    let before = TerraformResources(from)
    let after = TerraformResources(to)
    let moves = Self.moves(
      gone: before.addresses.filter { after.bodies[$0] == nil },
      new: after.addresses.filter { before.bodies[$0] == nil }, before, after)
    return moves.map { "moved {\n  from = \($0.from)\n  to   = \($0.to)\n}\n" }
      .joined(separator: "\n")
  }

  private func fate(
    of address: String, _ before: TerraformResources, _ after: TerraformResources
  ) -> String {
    let type = StatefulType.of(address)
    guard let old = before.bodies[address] else { return "comes" }
    guard let new = after.bodies[address] else {
      return "goes: \(type?.farewell ?? "save its data first")"
    }
    let forced = (type?.fixed ?? []).filter { name in
      TerraformResources.value(of: name, in: old) != TerraformResources.value(of: name, in: new)
        || sizeChanges.contains { change in
          // The size of a unit is a variable of its module.
          let (module, variable) = Self.module(andVariable: change.name)
          return module == Self.module(ofAddress: address)
            && TerraformResources.value(of: name, in: new)?.contains("var.\(variable)") ?? false
        }
    }
    if !forced.isEmpty {
      return "replaced, since \(forced.joined(separator: ", ")) cannot change in place: "
        + (type?.farewell ?? "save its data first")
    }
    return old == new ? "stays" : "stays, changed in place"
  }

  private static func list(_ title: String, _ addresses: [String]) -> [String] {
    addresses.isEmpty ? [] : ["", "## \(title)", ""] + addresses.map { "- `\($0)`" }
  }

  private static func remarks(_ title: String, _ remarks: [String]) -> [String] {
    remarks.isEmpty ? [] : ["", "## \(title)", ""] + remarks.map { "- `\($0)" }
  }

  /// Pairs of one type whose bodies are equal, each with the only candidate.
  private static func moves(
    gone: [String], new: [String], _ before: TerraformResources, _ after: TerraformResources
  ) -> [(from: String, to: String)] {
    gone.compactMap { old in
      let candidates = new.filter { other in
        TerraformResources.type(of: other) == TerraformResources.type(of: old)
          && TerraformResources.module(of: other) == TerraformResources.module(of: old)
          && before.bodies[old] == after.bodies[other]
      }
      let rivals = gone.filter { before.bodies[$0] == before.bodies[old] }
      return candidates.count == 1 && rivals.count == 1 ? (old, candidates[0]) : nil
    }
  }

  /// Sizes that differ, by the lines of the parameter files.
  private var sizeChanges: [(name: String, before: String, after: String)] {
    let old = Self.sizes(from)
    let new = Self.sizes(to)
    return new.keys.sorted().compactMap { name in
      guard let before = old[name], let after = new[name], before != after else { return nil }
      return (name, before, after)
    }
  }

  /// `orders.app_minimum` is `app_minimum` of the module `orders`.
  private static func module(andVariable name: String) -> (module: String, variable: String) {
    let words = name.split(separator: ".").map(String.init)
    let module = words.dropLast().joined(separator: ".").split(separator: "-").joined(
      separator: "_")
    return (module, words.last ?? name)
  }

  private static func module(ofAddress address: String) -> String {
    let module = TerraformResources.module(of: address)
    return module.hasPrefix("module.") ? String(module.dropFirst("module.".count)) : module
  }

  /// Variables that only one of the stages declares, with what a person has to do about those that come.
  private var variableChanges: (come: [String], go: [String]) {
    let (old, new) = (Self.variables(from), Self.variables(to))
    let sizes = Self.sizes(to)
    let come = new.keys.filter { old[$0] == nil }.sorted().map { name in
      if let size = sizes[name] { return "\(name)` is \(size)" }
      if Self.isPlanned(name) { return "\(name)` stands in `terraform.tfvars.json`" }
      return "\(name)` " + (new[name] == true ? "has a default" : "is yours to fill in")
    }
    return (come, old.keys.filter { new[$0] == nil }.sorted().map { "\($0)`" })
  }

  /// What the plan writes that is no plain size.
  private static func isPlanned(_ name: String) -> Bool {
    ["triggers", "tables", "availability_zones", "zones"].contains(
      module(andVariable: name).variable)
  }

  /// Each declared variable, with its module, and whether it has a default.
  private static func variables(_ files: [RenderedFile]) -> [String: Bool] {
    var variables: [String: Bool] = [:]
    for file in files where file.path.hasSuffix(".tf") {
      let folders = file.path.split(separator: "/").dropFirst().dropLast()
      // What a module takes, its root gives; people see those of the root and the sizes of the units.
      let module = folders.isEmpty ? "" : folders.joined(separator: ".") + "."
      var name: String?
      for line in file.contents.split(separator: "\n") {
        if line.hasPrefix("variable \"") {
          name = line.split(separator: "\"").dropFirst().first.map { module + $0 }
          if let name { variables[name] = false }
        } else if line == "}" {
          name = nil
        } else if let name, line.hasPrefix("  default ") {
          variables[name] = true
        }
      }
    }
    let sizes = sizes(files)
    return variables.filter { name, _ in !name.contains(".") || sizes[name] != nil }
  }

  /// What names that users type need, where what they lead to is another afterwards.
  private func nameSteps(new: [String], gone: [String]) -> [String] {
    let type = "aws_cloudfront_distribution"
    let comes = new.filter { $0.contains(type) }
    let goes = gone.filter { $0.contains(type) }
    guard !comes.isEmpty || !goes.isEmpty else { return [] }
    var lines = ["", "## Names", ""]
    if !comes.isEmpty && !goes.isEmpty {
      lines.append(
        "- A host name belongs to one distribution at a time: apply the new one without `cdn_alias`, move the name with `aws cloudfront associate-alias`, then give `cdn_alias` and apply again."
      )
    } else if !comes.isEmpty {
      lines.append(
        "- The name that users type leads to a distribution from now on: apply without `hosted_zone` first, try the distribution by its own name, then give `cdn_alias` and `hosted_zone`."
      )
    } else {
      lines.append(
        "- The distribution goes: point the name that users type elsewhere and wait a day before you apply."
      )
    }
    return lines
  }

  private static func sizes(_ files: [RenderedFile]) -> [String: String] {
    var sizes: [String: String] = [:]
    for file in files where file.path.hasSuffix("terraform.tfvars.json") {
      for line in file.contents.split(separator: "\n") where line.hasPrefix("  \"") {
        let parts = line.dropFirst(3).split(separator: "\"", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let value = parts[1].drop { $0 == ":" || $0 == " " }
        guard !value.hasPrefix("{"), !value.hasPrefix("[") else { continue }
        guard !["stage_id", "plan_digest"].contains(String(parts[0])) else { continue }
        let folder = file.path.split(separator: "/").dropFirst().dropLast().joined(separator: ".")
        let name = (folder.isEmpty ? "" : folder + ".") + parts[0]
        sizes[name] = value.filter { $0 != "," && $0 != "\"" }
      }
    }
    return sizes
  }
}

/// The resources of a Terraform root and its modules by address, as rendered files lay them out.
struct TerraformResources {
  private(set) var addresses: [String] = []
  private(set) var bodies: [String: String] = [:]

  init(_ files: [RenderedFile]) {
    for file in files where file.path.hasSuffix(".tf") {
      let folders = file.path.split(separator: "/").dropFirst().dropLast()
      let module = folders.map {
        "module.\($0.split(separator: "-").joined(separator: "_"))."
      }.joined()
      var open: String?
      var body: [Substring] = []
      for line in file.contents.split(separator: "\n", omittingEmptySubsequences: false) {
        if let address = open {
          if line == "}" {
            bodies[address] = body.joined(separator: "\n")
            open = nil
          } else if line.first(where: { $0 != " " }) != "#" {
            body.append(line)
          }
        } else if line.hasPrefix("resource \"") {
          let words = line.split(separator: "\"")
          guard words.count >= 4 else { continue }
          let address = module + "\(words[1]).\(words[3])"
          addresses.append(address)
          (open, body) = (address, [])
        }
      }
    }
  }

  static func type(of address: String) -> String {
    address.split(separator: ".").dropLast().last.map(String.init) ?? ""
  }

  static func module(of address: String) -> String {
    address.split(separator: ".").dropLast(2).joined(separator: ".")
  }

  /// The expression of an argument of the resource itself, without blanks; nil where it has none.
  static func value(of argument: String, in body: String) -> String? {
    for line in body.split(separator: "\n") where line.hasPrefix("  " + argument + " ") {
      return line.drop { $0 != "=" }.dropFirst().filter { $0 != " " }
    }
    return nil
  }
}

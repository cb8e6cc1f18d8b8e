/// What applying a stage's Terraform over that of the stage before does: resources that come, go and
/// change, and what becomes of those that hold data.
struct StageChange {
  private let before: TerraformRoot
  private let after: TerraformRoot
  private let fromLabel: String
  private let toLabel: String
  /// By the numbers of their addresses, which both stages share.
  private let gone: [Int]
  private let new: [Int]
  private let moves: [(from: String, to: String)]
  /// Sizes that differ, by the lines of the parameter files.
  private let sizeChanges: [(name: String, before: String, after: String)]
  /// The variables of sizes that differ, by module; the size of a unit is a variable of its module.
  private let sizeVariables: [String: [String]]

  /// - Precondition: The roots share what is known of files.
  init(from: TerraformRoot, to: TerraformRoot, fromLabel: String, toLabel: String) {
    precondition(from.known === to.known, "the addresses of the stages have other numbers")
    (before, after) = (from, to)
    (self.fromLabel, self.toLabel) = (fromLabel, toLabel)
    gone = from.resources.filter { to.body($0) == nil }
    new = to.resources.filter { from.body($0) == nil }
    moves = Self.moves(gone: gone, new: new, from, to)
    sizeChanges = to.sizes.keys.sorted().compactMap { name in
      guard let before = from.sizes[name], let after = to.sizes[name], before != after else {
        return nil
      }
      return (name, before, after)
    }
    sizeVariables = sizeChanges.reduce(into: [:]) { variables, change in
      let (module, variable) = Self.module(andVariable: change.name)
      variables[module, default: []].append(variable)
    }
  }

  /// The document that stands at `templates/diff/<stage>.md`.
  private var document: String {
    let changed = after.resources.filter { number in
      guard let body = before.body(number) else { return false }
      return body != after.body(number)
    }
    var lines = [
      "# From \(fromLabel) to \(toLabel)", "",
      "What `terraform plan` shows when this stage's files take the place of those of the stage before, over the same state. Take the steps of the roadmap first: what goes takes its data with it.",
      "", "## What holds data", "", "| Resource | What becomes of it |", "|---|---|",
    ]
    let stateful = (before.resources + new).filter(after.known.holdsData)
    for number in stateful {
      lines.append("| `\(address(number))` | \(fate(of: number)) |")
    }
    if stateful.isEmpty { lines.append("| none | |") }
    if !moves.isEmpty {
      lines += ["", "`moved.tf` of this stage renames what stays the same:", ""]
      lines += moves.map { "- `\($0.from)` is now `\($0.to)`" }
    }
    lines += list("New", new) + list("Gone", gone) + list("Changed", changed)
    lines += nameSteps
    let (come, go) = variableChanges
    lines += Self.remarks("New variables", come) + Self.remarks("Variables that are gone", go)
    if !sizeChanges.isEmpty {
      lines += ["", "## Sizes", "", "| Variable | Before | After |", "|---|---|---|"]
      lines += sizeChanges.map { "| `\($0.name)` | \($0.before) | \($0.after) |" }
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
  private var movedBlocks: String {
    moves.map { "moved {\n  from = \($0.from)\n  to   = \($0.to)\n}\n" }
      .joined(separator: "\n")
  }

  private func address(_ number: Int) -> String { after.known.address(number) }

  private func fate(of number: Int) -> String {
    let address = address(number)
    let type = StatefulType.of(address)
    guard let old = before.body(number) else { return "comes" }
    guard let new = after.body(number) else {
      return "goes: \(type?.farewell ?? "save its data first")"
    }
    let sized = sizeVariables[Self.module(ofAddress: address)] ?? []
    let forced = (type?.fixed ?? []).filter { name in
      let value = TerraformRoot.value(of: name, in: new)
      if TerraformRoot.value(of: name, in: old) != value { return true }
      guard let value, value.holdsBytes(of: "var.") else { return false }
      return sized.contains { value.holdsBytes(ofText: "var.\($0)") }
    }
    if !forced.isEmpty {
      return "replaced, since \(forced.joined(separator: ", ")) cannot change in place: "
        + (type?.farewell ?? "save its data first")
    }
    return old == new ? "stays" : "stays, changed in place"
  }

  private func list(_ title: String, _ numbers: [Int]) -> [String] {
    numbers.isEmpty ? [] : ["", "## \(title)", ""] + numbers.map { "- `\(address($0))`" }
  }

  private static func remarks(_ title: String, _ remarks: [String]) -> [String] {
    remarks.isEmpty ? [] : ["", "## \(title)", ""] + remarks.map { "- `\($0)" }
  }

  /// Pairs of one type whose bodies are equal, each with the only candidate.
  private static func moves(
    gone: [Int], new: [Int], _ before: TerraformRoot, _ after: TerraformRoot
  ) -> [(from: String, to: String)] {
    let (goneBodies, newBodies) = (gone.map(before.body), new.map(after.body))
    let newAddresses = new.map(after.known.address)
    return zip(gone, goneBodies).compactMap { number, body in
      let old = after.known.address(number)
      let candidates = zip(newAddresses, newBodies).filter { other in
        body == other.1
          && TerraformRoot.type(of: other.0) == TerraformRoot.type(of: old)
          && TerraformRoot.module(of: other.0) == TerraformRoot.module(of: old)
      }
      let rivals = goneBodies.filter { $0 == body }
      return candidates.count == 1 && rivals.count == 1 ? (old, candidates[0].0) : nil
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
    let module = TerraformRoot.module(of: address)
    return module.hasPrefix("module.") ? String(module.dropFirst("module.".count)) : module
  }

  /// Variables that only one of the stages declares, with what a person has to do about those that come.
  private var variableChanges: (come: [String], go: [String]) {
    let (old, new, sizes) = (before.variables, after.variables, after.sizes)
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

  /// What names that users type need, where what they lead to is another afterwards.
  private var nameSteps: [String] {
    let comes = new.filter { address($0).holdsBytes(of: "aws_cloudfront_distribution") }
    let goes = gone.filter { address($0).holdsBytes(of: "aws_cloudfront_distribution") }
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
}

import ArgumentParser
import CatalogModel
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage

/// `tenfold what-if`: the plan beside those of other answers.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Plan with some answers changed, beside the plan as it is.",
    discussion: """
      --set changes one answer and may be repeated: together they make one variant. For several \
      variants side by side give each its changes with --variant, separated by semicolons, and a \
      name before a colon if you like; what --set changes holds in every one of them.

        tenfold what-if shop.yaml --set users.now=50000 --set 'requests[browse].reads=8'
        tenfold what-if shop.yaml --variant 'sale: users.flashCrowd=20' \\
          --variant 'rewrite: system.runtime=go-rust; team.people=6'

      A key is the id of a question, or a column in a row of a table; a value is what an answer file \
      would hold, on one line, and `unknown` withdraws the answer. The file stays as it is. Exits \
      with 0 whether or not the variants pass their gates.
      """)

  @OptionGroup var input: PlanningInput

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("An answer to change; may be repeated.", valueName: "key=value"))
  var set: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "The answers that one variant changes; may be repeated.",
      valueName: "[name:] key=value; ..."))
  var variant: [String] = []

  @Option(help: "The form of the result: text, markdown or json.")
  var format = DiffCommand.Form.text

  /// The most variants that fit beside each other.
  private static let mostVariants = 6

  func validate() throws {
    if set.isEmpty && variant.isEmpty {
      throw ValidationError("There is nothing to change: give --set KEY=VALUE or --variant.")
    }
    if variant.count > Self.mostVariants {
      throw ValidationError(
        "\(variant.count) variants do not fit side by side; \(Self.mostVariants) do.")
    }
  }

  func run() throws {
    let shared = try set.map(Self.assignment)
    let variants =
      variant.isEmpty ? [VariantText("")] : try variant.map { try VariantText(parsing: $0) }
    let context = try input.context()
    let tree = try input.options.tree(project: input.project.directory(besides: input.file))
    let changes = variants.map { variant in
      AnswerAssignment.apply(
        shared + variant.assignments, to: context.sheet, context.questionnaire)
    }
    let refused = changes.flatMap(\.diagnostics)
    if refused.hasErrors {
      // What every variant shares is wrong once.
      var seen: Set<Diagnostic> = []
      Console.report(refused.filter { seen.insert($0).inserted })
      throw ExitCode(65)
    }
    let base = try input.report(context)
    let baseCost = base.plan.presentTotal
    let planned = try zip(variants, changes).enumerated().map { index, pair in
      let (text, change) = pair
      var changed = try context.changing(change.sheet, tree)
      changed.occasion = PlanningOccasion(today: input.today.day, baseCost: baseCost)
      let report = try changed.report(of: input.file)
      return WhatIfDocument.Variant(
        name: text.name ?? Self.letter(index), sets: (shared + text.assignments).map(\.text),
        answers: AnswerDifference(
          from: context.sheet, to: change.sheet, context.questionnaire
        ).changes,
        report: report)
    }
    let document = WhatIfDocument(base: base, variants: planned)
    switch format {
    case .text: Console.write(document.text)
    case .markdown: Console.write(document.markdown)
    case .json: Console.write(document.json)
    }
  }

  private static func letter(_ index: Int) -> String {
    String(Array("ABCDEF")[index % mostVariants])
  }

  static func assignment(_ text: String) throws -> AnswerAssignment {
    guard let assignment = AnswerAssignment(text) else {
      throw ValidationError("'\(text)' sets nothing: write KEY=VALUE, such as users.now=5000.")
    }
    return assignment
  }
}

/// A variant as it is written: `name: key=value; key=value`.
private struct VariantText {
  var name: String?
  var assignments: [AnswerAssignment] = []

  /// No change but what all variants share.
  init(_ text: String) {}

  init(parsing text: String) throws {
    var rest = Substring(text)
    if let colon = text.firstIndex(of: ":"), colon < text.firstIndex(of: "=") ?? text.endIndex {
      name = text[..<colon].split(separator: " ").joined(separator: " ")
      rest = text[text.index(after: colon)...]
    }
    assignments = try rest.split(separator: ";").map {
      try WhatIfCommand.assignment(String($0))
    }
    if assignments.isEmpty {
      throw ValidationError("The variant '\(text)' changes nothing: write KEY=VALUE.")
    }
  }
}

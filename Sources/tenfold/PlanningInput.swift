import ArgumentParser
import CapacityPlanning
import CatalogModel
import OrderedCollections
import Parallelism
import Requirements
import Roadmap
import Storage

/// The argument and options of every command that plans one file: which answers, which catalog.
struct PlanningInput: ParsableArguments {
  @Argument(help: ArgumentHelp("The answer file; - for standard input.", valueName: "file"))
  var file: String

  @OptionGroup var settings: PlanningSettings

  var options: CatalogOptions { settings.options }
  var project: ProjectOverlay { settings.project }
  var today: Today { settings.today }
}

/// The options of every command that plans, besides the answers: which catalog, on which day.
struct PlanningSettings: ParsableArguments {
  @OptionGroup var options: CatalogOptions

  @OptionGroup var project: ProjectOverlay

  @Option(
    help: ArgumentHelp(
      "Refuse another state of the catalog than this hash, or than that of this plan.json.",
      valueName: "hash"))
  var expectCatalog: String?

  @OptionGroup var today: Today

  /// What they say.
  var basis: PlanningBasis {
    PlanningBasis(
      place: options.place, leavesOutProject: project.isLeftOut, expectedCatalog: expectCatalog,
      today: today.text)
  }
}

/// Everything that was read and derived before planning.
struct PlanningContext {
  let questionnaire: Questionnaire
  let sheet: AnswerSheet
  let answersDigest: String
  /// The answer file as it was read.
  let answersText: String
  let catalog: Catalog
  let requirements: SystemRequirements
  /// The day that counts, and what the plan is compared with.
  var occasion = PlanningOccasion()
  /// What is sized for the plan, and then for what is looked at besides it.
  let sizing = SizingMemo()
}

extension PlanningInput {
  /// Reads the answers and the catalog of their region with its overlays, and derives the
  /// requirements.
  ///
  /// - Throws: As `PlanningBasis.context(of:)`.
  func context() throws -> PlanningContext { try settings.basis.context(of: file) }
}

extension PlanningContext {
  /// Reads the answers of a file and the catalog of their region, and derives the requirements.
  ///
  /// - Parameter notesReads: Whether to note what the plan reads, which plans with overlays always
  ///   do.
  /// - Throws: Exit code 65 for bad answers, 66 for a missing file, 78 for a bad catalog, after
  ///   saying on standard error everything that is wrong.
  static func read(
    _ file: String, _ tree: FileTree, notesReads: Bool = false, shelf: CatalogShelf? = nil
  ) throws -> PlanningContext {
    try read(.file(file), tree, notesReads: notesReads, shelf: shelf)
  }

  /// The same for answers from anywhere.
  static func read(
    _ source: AnswerSource, _ tree: FileTree, notesReads: Bool = false, shelf: CatalogShelf? = nil
  ) throws -> PlanningContext {
    let sink = MessageSink.current
    // Which region is wanted is in the answers; what all of them share needs no waiting for it.
    let (answers, beginning) = concurrently {
      MessageSink.$current.withValue(sink) {
        Result {
          let questionnaire = try shelf?.questionnaire(tree) ?? CatalogOptions.questionnaire(tree)
          let reading = try source.reading(questionnaire)
          let region = shelf == nil ? reading.sheet?.region(questionnaire) : nil
          return (questionnaire, reading, region.flatMap { CatalogReader.rest(tree, region: $0) })
        }
      }
    } _: {
      shelf == nil ? CatalogReader.begin(tree) : nil
    }
    let (questionnaire, reading, rest) = try answers.get()
    guard let sheet = reading.sheet else {
      Console.report(reading.diagnostics)
      throw ExitCode(65)
    }
    let region = sheet.region(questionnaire)
    var catalog =
      try shelf?.open(tree, region)
      ?? CatalogOptions.open(tree, region: region, ahead: CatalogAhead(beginning, rest))
    if notesReads || !catalog.overrides.isEmpty { catalog.reads = CatalogReads() }
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    Console.report((reading.diagnostics + derived.diagnostics).sortedByPlace())
    guard let requirements = derived.requirements else { throw ExitCode(65) }
    return PlanningContext(
      questionnaire: questionnaire, sheet: sheet, answersDigest: reading.digest,
      answersText: reading.text, catalog: catalog, requirements: requirements)
  }

  /// The same answers but for some, with the catalog of their region.
  ///
  /// - Throws: Exit code 65 for answers that cannot be, 64 and 78 as `CatalogOptions.open`, after
  ///   saying on standard error everything that is wrong.
  func changing(_ sheet: AnswerSheet, _ tree: FileTree) throws -> PlanningContext {
    let region = sheet.region(questionnaire)
    var catalog = region == catalog.region ? catalog : try CatalogOptions.open(tree, region: region)
    catalog.reads = nil
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    // What is odd about the answers as they are was said when they were read.
    let known = RequirementsDerivation.derive(questionnaire, self.sheet, catalog).diagnostics
    Console.report(derived.diagnostics.filter { !known.contains($0) })
    guard let requirements = derived.requirements else { throw ExitCode(65) }
    return PlanningContext(
      questionnaire: questionnaire, sheet: sheet, answersDigest: answersDigest,
      answersText: answersText, catalog: catalog, requirements: requirements, occasion: occasion)
  }
}

extension PlanningContext {
  /// Plans.
  ///
  /// - Parameter looksAtStages: Whether failures and proofs of sizes will be asked for.
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  func plan(lookingAtStages looksAtStages: Bool = false) throws -> Plan {
    try onCatalog { () throws(Catalog.Gap) in
      try Planner(
        catalog: catalog, occasion: occasion, memo: sizing, looksAtStages: looksAtStages
      ).plan(requirements)
    }
  }
}

package import CatalogModel
import OrderedCollections
import Requirements

/// Reads a catalog for all of its regions and reports what is wrong with it or looks so.
package enum CatalogLinter {
  /// What the catalog is checked against.
  package struct Options: Hashable, Sendable {
    /// The day that ages count to; nil takes the newest date of the catalog's sources.
    package let asOf: String?
    package let maximumAgeMonths: Int

    package init(asOf: String? = nil, maximumAgeMonths: Int = 48) {
      self.asOf = asOf
      self.maximumAgeMonths = maximumAgeMonths
    }
  }

  /// All diagnostics, sorted by place: of the loader, and of the lint on what it could read.
  package static func diagnostics(of tree: FileTree, options: Options = Options()) -> [Diagnostic] {
    let readings = CatalogReader.readAll(tree)
    guard !readings.isEmpty else {
      let place = Place(file: tree.display("prices"))
      return [Diagnostic(.error, at: place, "the catalog has no prices of any region")]
    }
    var loading = Set(readings.flatMap(\.diagnostics))
    loading.formUnion(TableOrderCheck.diagnostics(of: tree))
    loading.formUnion(staleTrees(tree))
    if !tree.names("pricelists").isEmpty {
      loading.formUnion(PriceListReader.read(tree).diagnostics)
    }
    var questionnaire: Questionnaire?
    if !tree.names("questions").isEmpty {
      let questions = QuestionnaireReader.read(
        tree, regions: CatalogReader.regions(of: tree), takesCompiled: false)
      loading.formUnion(questions.diagnostics)
      questionnaire = questions.questionnaire
    }
    let catalogs = readings.compactMap(\.catalog)
    let newest = catalogs.first?.sources.values.map(\.asOf).max() ?? ""
    let broken: Set<String> = readings.reduce(into: []) { $0.formUnion($1.broken) }
    var findings = CatalogLint.findings(
      in: catalogs, asOf: options.asOf ?? newest, maximumAgeMonths: options.maximumAgeMonths,
      others: questionnaire.map(factsNamed) ?? [], broken: broken)
    if let questionnaire, let catalog = catalogs.first {
      findings += ChoiceLint.findings(questionnaire, in: catalog, broken: broken)
    }
    // What an overlay gives again is found there, the topmost first.
    var finders = tree.overlays.reversed().map { PlaceFinder(tree: $0) } + [PlaceFinder(tree: tree)]
    let linted = findings.map { finding in
      var place = Place(file: tree.display(finding.file))
      for index in finders.indices {
        place = finders[index].place(of: finding.anchor, in: finding.file)
        if place.line > 0 { break }
      }
      return Diagnostic(finding.severity, at: place, finding.message, remedy: finding.remedy)
    }
    return (Array(loading) + linted).sortedByPlace()
  }

  /// Warns about what was compiled of other files than those that stand there.
  private static func staleTrees(_ tree: FileTree) -> [Diagnostic] {
    guard let paths = CatalogCompiler.outOfStep(tree), let first = paths.first else { return [] }
    return [
      Diagnostic(
        .note, at: Place(file: tree.display(CatalogCompiler.fileName)),
        "\(paths.count) part(s) have changed since it was made, first \(first); they are read anew",
        remedy: "run `tenfold catalog compile` to load faster")
    ]
  }

  /// The facts that defaults of questions are taken from.
  private static func factsNamed(_ questionnaire: Questionnaire) -> Set<String> {
    Set(questionnaire.groups.flatMap(\.questions).flatMap(\.facts))
  }
}

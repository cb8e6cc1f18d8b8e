import Requirements

/// The questions of a catalog as `compiled.bin` holds them.
enum CompiledQuestions {
  static let section = "questions"

  static func key(_ tree: FileTree, _ names: [String], regions: [String]) -> UInt64? {
    FilesKey.of(names.map { "questions/\($0)" }, in: tree, and: regions)
  }

  /// The questions of the files of these names; nil where they are to be read from there.
  static func questionnaire(
    _ compiled: CompiledTrees, _ tree: FileTree, _ names: [String], regions: [String]
  ) -> Questionnaire? {
    guard let made = compiled.key(ofSection: section),
      made == key(tree, names, regions: regions)
    else { return nil }
    return compiled.bytes(ofSection: section).flatMap { ValueReader.whole($0) }
  }

  static func sections(of tree: FileTree) -> [CompiledSection] {
    let regions = CatalogReader.regions(of: tree)
    let names = QuestionnaireReader.names(in: tree)
    guard !names.isEmpty, let key = key(tree, names, regions: regions) else { return [] }
    let reading = QuestionnaireReader.parsed(tree, names, nil, regions: regions)
    guard reading.diagnostics.isEmpty, let questionnaire = reading.questionnaire else { return [] }
    var writer = ValueWriter()
    writer.add(questionnaire)
    return [CompiledSection(name: section, key: key, bytes: writer.bytes)]
  }
}

package import CatalogModel
import OrderedCollections
import Parallelism
package import Requirements

/// What reading the questions came to: no questionnaire where one of the diagnostics is an error.
package struct QuestionnaireReading: Sendable {
  package let questionnaire: Questionnaire?
  /// Sorted by place.
  package let diagnostics: [Diagnostic]
}

/// Reads the questions of a catalog: the files of `questions` in the order of their names, and the
/// contradictions of `questions/contradictions.yaml`.
package enum QuestionnaireReader {
  private static let contradictions = "contradictions.yaml"

  /// Reads the questions from disk; `choice: regions` offers the regions with prices.
  package static func read(_ directory: SharedDirectory) -> QuestionnaireReading {
    read(FileTree(directory))
  }

  /// Reads the questions with what overlays say about them.
  package static func read(_ tree: FileTree) -> QuestionnaireReading {
    read(tree, regions: CatalogReader.regions(of: tree))
  }

  /// Reads the questions, strictly: everything wrong with the files is reported at once.
  ///
  /// The files are read in parallel; what they say about each other is checked afterwards.
  ///
  /// - Parameter takesCompiled: Whether what was compiled of exactly these files is taken as it is.
  package static func read(
    _ tree: FileTree, regions: [String], takesCompiled: Bool = true
  ) -> QuestionnaireReading {
    let overlays =
      tree.overlays.isEmpty
      ? nil : Overlays(tree.overlays, regions: regions, facts: [:])
    let added = (overlays?.documents.keys).map { $0.filter { $0.hasPrefix("questions/") } } ?? []
    let names = Set(self.names(in: tree) + added.map { String($0.dropFirst(10)) }).sorted()
    guard !names.isEmpty else {
      return failure(
        Diagnostic(
          .error, at: Place(file: tree.display("questions")), "no question files were found",
          remedy: "name a complete catalog"))
    }
    let compiled = CompiledTrees(sparing: tree)
    if takesCompiled, overlays == nil, let compiled,
      let known = CompiledQuestions.questionnaire(compiled, tree, names, regions: regions)
    {
      return QuestionnaireReading(questionnaire: known, diagnostics: [])
    }
    return parsed(tree, names, compiled, regions: regions, overlays: overlays)
  }

  /// Reads the questions from files of these names, whatever was compiled of all of them together.
  static func parsed(
    _ tree: FileTree, _ names: [String], _ compiled: CompiledTrees?, regions: [String],
    overlays: Overlays? = nil
  ) -> QuestionnaireReading {
    let parts = names.parallelMap(threads: 2) {
      part(tree, "questions/" + $0, compiled, regions: regions, overlays: overlays)
    }
    var diagnostics = parts.flatMap(\.diagnostics)
    let questionnaire = Questionnaire(
      groups: parts.compactMap(\.group), contradictions: parts.flatMap(\.contradictions))
    if !diagnostics.hasErrors {
      let check = QuestionnaireCheck(place: Place(file: tree.display("questions")))
      diagnostics += check.findings(questionnaire)
    }
    return QuestionnaireReading(
      questionnaire: diagnostics.hasErrors ? nil : questionnaire,
      diagnostics: diagnostics.sortedByPlace())
  }

  /// The files of questions in a folder, sorted.
  static func names(in tree: FileTree) -> [String] {
    tree.names("questions").filter { $0.hasSuffix(".yaml") }
  }

  private static func failure(_ diagnostic: Diagnostic) -> QuestionnaireReading {
    QuestionnaireReading(questionnaire: nil, diagnostics: [diagnostic])
  }

  /// What one file contributes.
  private struct Part: Sendable {
    var group: Questionnaire.Group?
    var contradictions: [Contradiction] = []
    var diagnostics: [Diagnostic] = []
  }

  private static func part(
    _ tree: FileTree, _ path: String, _ compiled: CompiledTrees?, regions: [String],
    overlays: Overlays?
  ) -> Part {
    let file = tree.display(path)
    let over = overlays?.documents[path]
    guard let bytes = tree.bytes(path) ?? over.map({ _ in [] }) else {
      return Part(diagnostics: [
        Diagnostic(.error, at: Place(file: file), "the file cannot be read")
      ])
    }
    let context = FileContext()
    let known = compiled?.document(path, bytes, file: file)
    let parsed =
      over.flatMap { overlays?.laid($0, on: bytes, file: file, path: path, log: context.log) }
      ?? known.map { .success($0) } ?? YAMLDocument.parse(bytes, file: file)
    switch parsed {
    case .failure(let list): return Part(diagnostics: list.diagnostics)
    case .success(let document):
      let cursor = YAMLCursor(document, log: context.log)
      var part = Part()
      if path.hasSuffix("/" + contradictions) {
        part.contradictions = ContradictionReader(context: context).contradictions(cursor)
      } else {
        part.group = group(cursor, QuestionReader(regions: regions, context: context))
      }
      for (fact, place) in context.namedFacts {
        context.log.add(
          Diagnostic(
            .error, at: place, "`\(fact)`: conditions on answers cannot look at facts",
            remedy: "write the number"))
      }
      part.diagnostics = context.log.diagnostics
      return part
    }
  }

  private static func group(_ cursor: YAMLCursor, _ reader: QuestionReader) -> Questionnaire.Group?
  {
    guard let mapping = cursor.mapping(keys: ["group", "title", "questions"]) else { return nil }
    let id = mapping.required("group")?.text()
    let title = mapping.required("title")?.text()
    guard let elements = mapping.required("questions")?.elements(), let id, let title else {
      return nil
    }
    return Questionnaire.Group(
      id: id, title: title, questions: elements.compactMap { reader.question($0) })
  }
}

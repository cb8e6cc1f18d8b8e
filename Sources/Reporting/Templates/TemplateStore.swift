import Mustache
import Synchronization

/// The templates of a library, each looked through and cut when it is first rendered.
final class TemplateStore: Sendable {
  private let texts: [String: String]
  let names = TemplateNames()
  private let cut = Mutex<[String: TemplateSlices]>([:])
  private let parsed = Mutex<[String: MustacheTemplate]>([:])

  /// - Parameter texts: By the name that a part has in tags.
  init(_ texts: [String: String]) { self.texts = texts }

  /// The template, cut; nil where there is none.
  ///
  /// - Throws: `TemplateError` for one that is no template.
  func slices(_ name: String) throws(TemplateError) -> TemplateSlices? {
    if let slices = cut.withLock({ $0[name] }) { return slices }
    guard let text = texts[name] else { return nil }
    try check(name, text)
    let slices = TemplateSlices(
      text, pragma: TemplateChecks.pragma(of: name + TemplateChecks.suffix), of: name, names)
    cut.withLock { $0[name] = slices }
    return slices
  }

  /// Whether parts, with those that these name, ask by plain names only.
  ///
  /// - Throws: `TemplateError` for one that is no template.
  func askByNameOnly(_ parts: [String]) throws(TemplateError) -> Bool {
    var open = parts
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let template = try slices(next) else { continue }
      if !template.asksByNameOnly { return false }
      open += template.parts
    }
    return true
  }

  /// The parts that lines need, with those that these name.
  ///
  /// - Throws: `TemplateError` for one that is no template.
  func library(of parts: [String]) throws(TemplateError) -> MustacheLibrary? {
    guard !parts.isEmpty else { return nil }
    var library = MustacheLibrary()
    var open = parts
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let text = texts[next] else { continue }
      library.register(try template(next, text), named: next)
      open += TemplateSlices.parts(in: Array(text.utf8)[...]) ?? []
    }
    return library
  }

  /// What is wrong with any template, in the order of names; parses all of them.
  func problems() -> [TemplateProblem] {
    texts.keys.sorted().flatMap { name -> [TemplateProblem] in
      guard let text = texts[name] else { return [] }
      var problems: [TemplateProblem] = []
      do throws(TemplateError) { try check(name, text) } catch { problems += error.problems }
      do throws(TemplateError) {
        _ = try Self.parse(name, text)
      } catch { problems += error.problems }
      return problems
    }
  }

  private func template(_ name: String, _ text: String) throws(TemplateError) -> MustacheTemplate {
    if let template = parsed.withLock({ $0[name] }) { return template }
    try check(name, text)
    let template = try Self.parse(name, text)
    parsed.withLock { $0[name] = template }
    return template
  }

  private func check(_ name: String, _ text: String) throws(TemplateError) {
    let problems = TemplateChecks.problems(of: text, named: name + TemplateChecks.suffix) {
      texts[$0] != nil
    }
    if !problems.isEmpty { throw TemplateError(problems: problems) }
  }

  /// What the parser makes of a whole template.
  ///
  /// - Throws: `TemplateError` with the place where the parser gave up.
  static func parse(_ name: String, _ text: String) throws(TemplateError) -> MustacheTemplate {
    let file = name + TemplateChecks.suffix
    do {
      return try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      let place = TemplatePlace(
        line: error.context.lineNumber, column: error.context.columnNumber)
      throw TemplateError(problems: [
        TemplateProblem(template: file, place: place, message: "\(error.error)")
      ])
    } catch {
      throw TemplateError(problems: [
        TemplateProblem(template: file, place: nil, message: "\(error)")
      ])
    }
  }

  /// The template that a piece of another one is.
  ///
  /// - Throws: `TemplateError` with the place in the whole template.
  func template(_ piece: TemplatePiece, of name: String) throws(TemplateError) -> MustacheTemplate {
    do {
      return try piece.template()
    } catch {
      // Its place is that in the piece: the whole fails as well, and tells where.
      if let text = texts[name] { _ = try Self.parse(name, text) }
      throw TemplateError(problems: [
        TemplateProblem(
          template: name + TemplateChecks.suffix, place: nil, message: "\(error)")
      ])
    }
  }
}

import Mustache

/// Mustache templates, checked before use so that a mistake in one cannot become an empty string.
///
/// Each template's first line names its content type, which decides how values are escaped: partials
/// do not inherit it and would fall back to HTML. Every partial that is named exists. Nothing is
/// inserted without escaping. Values that a template asks for and nobody gave fail the rendering.
package struct TemplateLibrary: Sendable {
  /// Names of the templates that make a file, in order; partials are not among them.
  package let fileNames: [String]
  /// Names of the templates of the root of a system of several deployment units, in order.
  let systemNames: [String]
  /// Names of the templates of what lies between deployment units, in order.
  let betweenNames: [String]
  /// The texts by name: the path below the folder `Templates`.
  package let texts: [String: String]
  private let library: MustacheLibrary

  /// - Parameter texts: Template texts by name: the path below the folder `Templates`, such as
  ///   `terraform/network.tf.mustache`. Names with a folder `parts` are partials.
  /// - Throws: `TemplateError` with every problem of every template.
  package init(texts: [String: String]) throws(TemplateError) {
    registerContentTypes()
    var library = MustacheLibrary()
    var problems: [TemplateProblem] = []
    let partials = Set(texts.keys.map(Self.partialName))
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      problems += Self.problems(of: text, named: name, partials: partials)
      do {
        try library.register(text, named: Self.partialName(name))
      } catch let error as MustacheTemplate.ParserError {
        let place = TemplatePlace(
          line: error.context.lineNumber, column: error.context.columnNumber)
        problems.append(TemplateProblem(template: name, place: place, message: "\(error.error)"))
      } catch {
        problems.append(TemplateProblem(template: name, place: nil, message: "\(error)"))
      }
    }
    guard problems.isEmpty else { throw TemplateError(problems: problems) }
    self.library = library
    self.texts = texts
    let whole = texts.keys.filter { !Self.isPart($0) }.sorted()
    fileNames = whole.filter { !$0.hasPrefix("system/") }
    betweenNames = whole.filter { $0.hasPrefix("system/between/") }
    systemNames = whole.filter {
      $0.hasPrefix("system/") && !$0.hasPrefix("system/between/")
        && !SystemTemplates.networkNames.contains($0)
    }
  }

  /// Whether a name is that of a partial, which other templates hold.
  package static func isPart(_ name: String) -> Bool { name.contains("/parts/") }

  /// The text that a template makes of the values.
  ///
  /// - Throws: `TemplateError` with every name that the template used and `values` lacks, at the
  ///   places where it and its partials use it.
  func render(_ name: String, _ values: [String: Any]) throws(TemplateError) -> String {
    let root = RecordingRoot(values)
    let text = library.render(root, withTemplate: Self.partialName(name))
    guard let text else {
      throw TemplateError(problems: [
        TemplateProblem(template: name, place: nil, message: "there is no such template")
      ])
    }
    guard root.missing.isEmpty else {
      throw TemplateError(problems: root.missing.flatMap { uses(of: $0, in: name) })
    }
    return text
  }

  /// Where a template or a partial of it uses a name that nobody gave.
  private func uses(of missing: String, in name: String) -> [TemplateProblem] {
    var problems: [TemplateProblem] = []
    var open = [name]
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let text = texts[next] else { continue }
      for tag in templateTags(in: text) {
        switch tag.kind {
        case .variable, .section:
          guard tag.name.split(separator: ".").contains(where: { $0 == missing }) else { continue }
          problems.append(
            TemplateProblem(
              template: next, place: tag.place, message: "no value for \(missing)"))
        case .partial: open.append(tag.name + ".mustache")
        default: continue
        }
      }
    }
    return problems.isEmpty
      ? [TemplateProblem(template: name, place: nil, message: "no value for \(missing)")]
      : problems.sorted {
        ($0.template, $0.place ?? .init(line: 0, column: 0)) < (
          $1.template, $1.place ?? .init(line: 0, column: 0)
        )
      }
  }

  private static func partialName(_ name: String) -> String {
    name.hasSuffix(".mustache") ? String(name.dropLast(".mustache".count)) : name
  }

  private static func problems(of text: String, named name: String, partials: Set<String>)
    -> [TemplateProblem]
  {
    var problems: [TemplateProblem] = []
    let pragma = "{{% CONTENT_TYPE: \(contentType(of: name))}}"
    if text.prefix(while: { !$0.isNewline }) != pragma {
      problems.append(
        TemplateProblem(
          template: name, place: TemplatePlace(line: 1, column: 1),
          message: "the first line must be \(pragma)"))
    }
    for tag in templateTags(in: text) {
      let message: String? =
        switch tag.kind {
        case .unescaped: "inserts \(tag.name) without escaping it"
        case .dynamicPartial: "chooses a part by a value, which cannot be checked"
        case .delimiter: "changes the delimiters, which cannot be checked"
        case .partial: partials.contains(tag.name) ? nil : "there is no part \(tag.name)"
        case .variable, .section, .other: nil
        }
      if let message {
        problems.append(TemplateProblem(template: name, place: tag.place, message: message))
      }
    }
    return problems
  }

  /// The content type that a template must declare, by its name.
  private static func contentType(of name: String) -> String {
    if name.hasSuffix(".md.mustache") { return "MARKDOWN" }
    return name.contains("cloudformation/") ? "YAML" : "HCL"
  }
}

private func registerContentTypes() {
  MustacheContentTypes.register(HCLContentType(), named: "HCL")
  MustacheContentTypes.register(YAMLContentType(), named: "YAML")
  MustacheContentTypes.register(MarkdownContentType(), named: "MARKDOWN")
}

/// The bottom of the stack of values: a name that reaches it and is not there was given by nobody.
private final class RecordingRoot: MustacheParent {
  private let values: [String: Any]
  /// Names that were asked for in vain, each once, in the order of asking.
  private(set) var missing: [String] = []

  init(_ values: [String: Any]) { self.values = values }

  func child(named name: String) -> Any? {
    if let value = values[name] { return value }
    if !missing.contains(name) { missing.append(name) }
    return nil
  }
}

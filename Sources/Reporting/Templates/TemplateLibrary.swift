import Mustache

/// Mustache templates, checked before use so that a mistake in one cannot become an empty string.
///
/// Each template's first line names its content type, which decides how values are escaped: partials
/// do not inherit it and would fall back to HTML. Every partial that is named exists. Nothing is
/// inserted without escaping. Values that a template asks for and nobody gave fail the rendering.
package struct TemplateLibrary: Sendable {
  /// Names of the templates that make a file, in order; partials are not among them.
  package let fileNames: [String]
  /// Those of them that a deployment unit among others has use for: its stack is given its parameters by that of
  /// the system, whose web ACL it shares, and which says how both are set up.
  let unitFileNames: [String]
  /// Names of the templates of the root of a system of several deployment units, in order.
  let systemNames: [String]
  /// Names of the templates of what lies between deployment units, in order.
  let betweenNames: [String]
  /// The texts by name: the path below the folder `Templates`.
  package let texts: [String: String]
  /// What the resources of rendered templates belong to.
  let origins = ResourceOrigins()
  private let store: TemplateStore
  /// What was rendered for the plan at hand; nil where nothing is remembered.
  private(set) var rendered: RenderedTexts?

  /// - Parameter texts: Template texts by name: the path below the folder `Templates`, such as
  ///   `terraform/network.tf.mustache`. Names with a folder `parts` are partials.
  /// - Throws: `TemplateError` with every problem of every template.
  package init(texts: [String: String]) throws(TemplateError) {
    self.init(lazily: texts)
    let problems = store.problems()
    guard problems.isEmpty else { throw TemplateError(problems: problems) }
  }

  /// The same, but a template is looked through when it is first rendered: for those that were looked
  /// through before, of which a plan needs a part.
  package init(lazily texts: [String: String]) {
    registerContentTypes()
    self.texts = texts
    store = TemplateStore(
      Dictionary(texts.map { (Self.partialName($0), $1) }) { first, _ in first })
    let whole = texts.keys.filter { !Self.isPart($0) }.sorted()
    fileNames = whole.filter { !$0.hasPrefix("system/") }
    unitFileNames = fileNames.filter {
      !$0.hasPrefix("cloudformation/") || $0 == "cloudformation/template.yaml.mustache"
    }
    betweenNames = whole.filter { $0.hasPrefix("system/between/") }
    systemNames = whole.filter {
      $0.hasPrefix("system/") && !$0.hasPrefix("system/between/")
        && !SystemTemplates.networkNames.contains($0)
    }
  }

  /// The same templates for one plan, for which nothing is rendered twice.
  func ofOnePlan() -> TemplateLibrary {
    var library = self
    library.rendered = RenderedTexts()
    return library
  }

  /// Whether a name is that of a partial, which other templates hold.
  package static func isPart(_ name: String) -> Bool { name.holdsBytes(of: "/parts/") }

  /// The text that a template makes of the values, as UTF-8.
  ///
  /// - Throws: `TemplateError` with every name that the template used and `values` lacks, at the
  ///   places where it and its partials use it.
  func render(_ name: String, _ values: TemplateItem) throws(TemplateError) -> [UInt8] {
    var scope = scope(of: values)
    return try render(name, &scope)
  }

  /// The values as templates of this library ask for them.
  func scope(of values: TemplateItem) -> TemplateScope { TemplateScope(values, store.names) }

  /// The same, of values that several templates ask for; they lack nothing that one before asked for.
  func render(_ name: String, _ scope: inout TemplateScope) throws(TemplateError) -> [UInt8] {
    let own = Self.partialName(name)
    guard let template = try store.slices(own) else {
      throw TemplateError(problems: [
        TemplateProblem(template: name, place: nil, message: "there is no such template")
      ])
    }
    var rendering = TemplateRendering(store: store, scope: scope, rendered)
    do throws(TemplateError) {
      try rendering.append(template)
    } catch {
      scope = rendering.scope
      throw error
    }
    scope = rendering.scope
    guard scope.missing.isEmpty else {
      throw TemplateError(problems: scope.missing.flatMap { uses(of: $0, in: name) })
    }
    return rendering.text.bytes
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
}

private func registerContentTypes() {
  MustacheContentTypes.register(HCLContentType(), named: "HCL")
  MustacheContentTypes.register(YAMLContentType(), named: "YAML")
  MustacheContentTypes.register(MarkdownContentType(), named: "MARKDOWN")
}

import Synchronization

/// What templates and their parts came to with the values that they asked for, for the other stages and units of
/// a plan: most differ in nothing that a template asks for.
final class RenderedTexts: Sendable {
  private let templates = Mutex<[String: [Rendering<LaidOutTemplate>]]>([:])
  private let parts = Mutex<[String: [Rendering<[UInt8]>]]>([:])

  /// What a text came to with what it asked for; nothing else decides what it comes to.
  struct Rendering<Result: Sendable>: Sendable {
    let names: TemplateNameSet
    let asked: [(name: TemplateName, form: ValueForm)]
    let result: Result

    /// Whether values are those that it asked for.
    func fits(_ scope: TemplateScope) -> Bool {
      asked.allSatisfy { scope.form(of: $0.name) == $0.form }
    }
  }

  /// Longer templates are hardly ever the same, since one of their many values differs; their parts often are.
  private static let longest = 24 << 10

  /// What a template comes to with the values of a scope; nil where it was not rendered with the same.
  func template(_ name: String, _ scope: TemplateScope) -> LaidOutTemplate? {
    templates.withLock { $0[name] }?.first { $0.fits(scope) }?.result
  }

  /// Remembers what a template came to.
  ///
  /// - Parameter names: What it asked for; nil where that is not known.
  func note(
    _ template: LaidOutTemplate, of name: String, asking names: TemplateNameSet?,
    _ scope: TemplateScope
  ) {
    guard template.text.count <= Self.longest, let names, let asked = scope.forms(of: names) else {
      return
    }
    let rendering = Rendering(names: names, asked: asked, result: template)
    templates.withLock { $0[name, default: []].append(rendering) }
  }

  /// What a part comes to with the values of a scope that has no items; nil where it was not rendered with the
  /// same.
  func part(_ name: String, _ scope: TemplateScope) -> Rendering<[UInt8]>? {
    parts.withLock { $0[name] }?.first { $0.fits(scope) }
  }

  /// Remembers what a part came to, as `note` does.
  func note(
    _ text: ArraySlice<UInt8>, ofPart name: String, asking names: TemplateNameSet?,
    _ scope: TemplateScope
  ) {
    guard let names, let asked = scope.forms(of: names) else { return }
    let rendering = Rendering(names: names, asked: asked, result: Array(text))
    parts.withLock { $0[name, default: []].append(rendering) }
  }
}

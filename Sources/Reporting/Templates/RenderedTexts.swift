import Synchronization

/// What templates came to with the values that they asked for, for the other stages and units of a plan:
/// most of their files differ in nothing that a template asks for.
final class RenderedTexts: Sendable {
  private let known = Mutex<[String: [Rendering]]>([:])

  /// A template with what it asked for; nothing else decides what it comes to.
  private struct Rendering: Sendable {
    /// Flags and texts before lists, which take longer to compare.
    let asked: [(name: TemplateName, form: ValueForm)]
    let template: LaidOutTemplate
  }

  /// What a template comes to with the values of a scope; nil where it was not rendered with the same.
  func template(_ name: String, _ scope: TemplateScope) -> LaidOutTemplate? {
    known.withLock { $0[name] }?.first { rendering in
      rendering.asked.allSatisfy { scope.form(of: $0.name) == $0.form }
    }?.template
  }

  /// Remembers what a template came to, where all that it asked for since `beginWatch` can be compared.
  func note(_ template: LaidOutTemplate, of name: String, _ scope: TemplateScope) {
    guard let names = scope.watched else { return }
    var plain: [(name: TemplateName, form: ValueForm)] = []
    var lists: [(name: TemplateName, form: ValueForm)] = []
    for name in names {
      guard let form = scope.form(of: name) else { return }
      if form.isList { lists.append((name, form)) } else { plain.append((name, form)) }
    }
    let rendering = Rendering(asked: plain + lists, template: template)
    known.withLock { $0[name, default: []].append(rendering) }
  }
}

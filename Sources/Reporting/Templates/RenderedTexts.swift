import Synchronization

/// What templates came to with the values that they asked for, for the other stages and units of a plan:
/// most of their files differ in nothing that a template asks for.
final class RenderedTexts: Sendable {
  private let groups = Mutex<[Group]>([])

  /// The texts under the same comments above resources.
  func group(_ sources: [DecidedPart: DecisionSource]) -> Group {
    groups.withLock { groups in
      if let group = groups.first(where: { $0.sources == sources }) { return group }
      let group = Group(sources)
      groups.append(group)
      return group
    }
  }

  /// A template with what it asked for; nothing else decides what it comes to.
  private struct Rendering: Sendable {
    /// Flags and texts before lists, which take longer to compare.
    let asked: [(name: TemplateName, form: ValueForm)]
    let text: String
  }

  final class Group: Sendable {
    fileprivate let sources: [DecidedPart: DecisionSource]
    private let known = Mutex<[String: [Rendering]]>([:])

    fileprivate init(_ sources: [DecidedPart: DecisionSource]) { self.sources = sources }

    /// What a template comes to with the values of a scope; nil where it was not rendered with the same.
    func text(of template: String, _ scope: TemplateScope) -> String? {
      known.withLock { $0[template] }?.first { rendering in
        rendering.asked.allSatisfy { scope.form(of: $0.name) == $0.form }
      }?.text
    }

    /// Remembers what a template came to, where all that it asked for since `beginWatch` can be compared.
    func note(_ text: String, of template: String, _ scope: TemplateScope) {
      guard let names = scope.watched else { return }
      var plain: [(name: TemplateName, form: ValueForm)] = []
      var lists: [(name: TemplateName, form: ValueForm)] = []
      for name in names {
        guard let form = scope.form(of: name) else { return }
        if form.isList { lists.append((name, form)) } else { plain.append((name, form)) }
      }
      let rendering = Rendering(asked: plain + lists, text: text)
      known.withLock { $0[template, default: []].append(rendering) }
    }
  }
}

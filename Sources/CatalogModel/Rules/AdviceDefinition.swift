package import OrderedCollections

/// Something to know that no decision says, given where conditions hold: `Catalog/advice.yaml`.
package struct AdviceDefinition: Hashable, Sendable {
  package let id: String
  /// The row of the rule list that it carries out, such as `F7`.
  package let rule: String
  /// All must hold for it to be given.
  package let when: [Condition]
  /// The sentences, in which `{signal}` stands for the value of a signal.
  package let text: String
  /// What is so once it was followed, as a short statement that one can tick; nil where it is none to tick.
  package let practice: String?
  /// The service that it recommends; where that is closed, the way out of it is said instead.
  package let service: String?
  /// Cases in which it is given (`accept`) and is not (`reject`); the suite runs them all.
  package let examples: [RuleExample]

  package init(
    id: String, rule: String, when: [Condition], text: String, practice: String? = nil,
    service: String?, examples: [RuleExample]
  ) {
    self.id = id
    self.rule = rule
    self.when = when
    self.text = text
    self.practice = practice
    self.service = service
    self.examples = examples
  }

  /// The text in its parts: what stands there, and the names of signals.
  package var parts: [TextPart] {
    var parts: [TextPart] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts.append(.words(String(rest[..<open])))
      parts.append(.signal(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    return parts + [.words(String(rest))]
  }

  /// A piece of a text with signals in it.
  package enum TextPart: Hashable, Sendable {
    case words(String)
    case signal(String)
  }

  /// The signals that it names, in its conditions and in its text.
  package var signals: OrderedSet<String> {
    var names = OrderedSet(when.map(\.signal))
    for case .signal(let name) in parts { names.append(name) }
    return names
  }
}

/// One option of a decision: a reference, since decisions go through options all the time.
package final class OptionDefinition: Hashable, Sendable {
  package let id: String
  /// The catalog service that provides it; nil for the option to do nothing.
  package let service: String?
  package let title: String
  /// One sentence for people who do not know it.
  package let summary: String
  /// The option of the same decision whose model it shares; nil for an option with a model of its
  /// own.
  package let like: String?
  /// What it reads instead of the other option's prices and facts.
  package let substitution: Substitution?
  /// Whether anybody may have it: an option that nobody may stays in the catalog to say why.
  package let isOffered: Bool

  package init(
    id: String, service: String?, title: String, summary: String, like: String? = nil,
    substitution: Substitution? = nil, isOffered: Bool = true
  ) {
    self.id = id
    self.service = service
    self.title = title
    self.summary = summary
    self.like = like
    self.substitution = substitution
    self.isOffered = isOffered
  }

  package static func == (left: OptionDefinition, right: OptionDefinition) -> Bool {
    left === right
      || left.id == right.id && left.service == right.service && left.title == right.title
        && left.summary == right.summary && left.like == right.like
        && left.substitution == right.substitution && left.isOffered == right.isOffered
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(title)
  }

  /// The option whose model it has: its own id, or that of the one it is like.
  package var model: String { like ?? id }
}

package import OrderedCollections

/// An AWS service, or one way of buying it, as the catalog describes it.
package struct Service: Hashable, Sendable {
  /// The file's name without its ending, such as `aurora-serverless-v2`.
  package let id: String
  package let name: String
  package let category: String
  package let lifecycle: Lifecycle
  /// By property name, in the order of the file.
  package let facts: OrderedDictionary<String, Fact>

  package init(
    id: String, name: String, category: String, lifecycle: Lifecycle,
    facts: OrderedDictionary<String, Fact>
  ) {
    self.id = id
    self.name = name
    self.category = category
    self.lifecycle = lifecycle
    self.facts = facts
  }
}

/// Whether a service can still be chosen.
package struct Lifecycle: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case active, maintenance, closed, retired

    /// As people read it.
    package var inWords: String {
      switch self {
      case .active: "active"
      case .maintenance: "in maintenance"
      case .closed: "closed to new customers"
      case .retired: "retired"
      }
    }
  }

  package let state: State
  /// What AWS says about it.
  package let note: String?
  package let citation: Citation
  /// The services that take its place, by id.
  package let replacement: [String]
  /// What to move to, and how.
  package let migration: String?

  package init(
    state: State, note: String?, citation: Citation, replacement: [String] = [],
    migration: String? = nil
  ) {
    self.state = state
    self.note = note
    self.citation = citation
    self.replacement = replacement
    self.migration = migration
  }

  /// The state, the note and the migration in one sentence or two.
  package var advice: String {
    let first =
      note.map { $0.hasPrefix(state.inWords) ? $0 : "\(state.inWords) (\($0))" } ?? state.inWords
    return migration.map { "\(first): \($0)" } ?? first
  }

  /// Whether something new may still be built on it.
  package var isOpen: Bool { state == .active }
}

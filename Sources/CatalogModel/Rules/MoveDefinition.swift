/// What is known of one kind of change to an architecture, whatever it changes: `Catalog/moves.yaml`.
///
/// Its effort is an entry of `planning.effortPersonDays` with the same id.
package struct MoveDefinition: Hashable, Sendable {
  package let id: String
  /// Days from the decision until it is done, with reviews, tests and the rollout.
  package let leadDays: Double
  /// The share of its effort that is added to its cost, since it cannot simply be taken back.
  package let irreversibility: Double
  /// The kinds that it must not stand before.
  package let after: [String]
  /// What is done, in order.
  package let migration: [String]
  /// How it is taken back.
  package let rollback: String
  package let citation: Citation

  package init(
    id: String, leadDays: Double, irreversibility: Double, after: [String], migration: [String],
    rollback: String, citation: Citation
  ) {
    self.id = id
    self.leadDays = leadDays
    self.irreversibility = irreversibility
    self.after = after
    self.migration = migration
    self.rollback = rollback
    self.citation = citation
  }
}

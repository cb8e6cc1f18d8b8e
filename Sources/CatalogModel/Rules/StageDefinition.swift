package import Quantities

/// A growth stage of the talk: a label, and the users that its architecture is sized for.
package struct StageDefinition: Hashable, Sendable {
  /// `05-over-1000-users`, also the folder of its templates.
  package let id: String
  /// `> 1,000`.
  package let label: String
  /// The number of users at the upper end of the label.
  package let sizedFor: Users

  package init(id: String, label: String, sizedFor: Users) {
    self.id = id
    self.label = label
    self.sizedFor = sizedFor
  }
}

import Foundation
package import Quantities

/// A growth stage: a label, and the users that its architecture is sized for.
package struct StageDefinition: Hashable, Sendable {
  /// `05-over-1000-users`, also the folder of its templates.
  package let id: String
  /// `> 1,000`.
  package let label: String
  /// The number of users at the upper end of the label, or at the end of the horizon.
  package let sizedFor: Users
  /// The least users that may call for it while what stands before carries them.
  package let entersFrom: Users
  /// Whether it is that of the horizon, which no catalog names.
  package let isOfHorizon: Bool

  /// A stage of the talk, which nothing calls for below a tenth of its users.
  package init(id: String, label: String, sizedFor: Users) {
    self.init(
      id: id, label: label, sizedFor: sizedFor, entersFrom: Users(sizedFor.value / 10),
      isOfHorizon: false)
  }

  private init(
    id: String, label: String, sizedFor: Users, entersFrom: Users, isOfHorizon: Bool
  ) {
    self.id = id
    self.label = label
    self.sizedFor = sizedFor
    self.entersFrom = entersFrom
    self.isOfHorizon = isOfHorizon
  }

  /// The stage in two: the part of its label that is seen within the horizon, sized for its users at most,
  /// and then the stage as it is.
  ///
  /// - Precondition: There are fewer of them than the stage is sized for.
  package func divided(at users: Users) -> [StageDefinition] {
    precondition(users < sizedFor, "the horizon ends within the stage")
    let end = Self.text(users)
    return [
      StageDefinition(
        id: id.prefix { $0 != "-" } + Self.horizonEnding, label: "\(label) to \(end)",
        sizedFor: users, entersFrom: min(entersFrom, users), isOfHorizon: true),
      StageDefinition(
        id: id, label: "> \(end)", sizedFor: sizedFor, entersFrom: Users(users.value + 1),
        isOfHorizon: false),
    ]
  }

  /// Whether so many users are within the label or below it: the first stage that does so is labelled for them.
  package func covers(_ users: Users) -> Bool { sizedFor >= users }

  /// What the ids of stages of the horizon end in, and no others.
  package static let horizonEnding = "-horizon"

  /// A number of users for a label: three digits, rounded up, so that what it is for lies within it.
  private static func text(_ users: Users) -> String {
    let step = pow(10, max(0, floor(log10(max(1, users.value))) - 2))
    let end = (users.value / step).rounded(.up) * step
    return end < 1_000_000
      ? DecimalText.significant(end) : DecimalText.significant(end / 1_000_000, 3) + " million"
  }
}

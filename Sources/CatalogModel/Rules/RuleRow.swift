/// A row of the rule list: one thing that the talk teaches, as `Catalog/talk.yaml` has it.
package struct RuleRow: Hashable, Sendable {
  /// `P8`.
  package let id: String
  /// What the talk says.
  package let talk: String
  /// What follows from it.
  package let rule: String
  /// What must be seen where its condition holds, and be gone where it does not.
  package let worksWhen: String

  package init(id: String, talk: String, rule: String, worksWhen: String) {
    self.id = id
    self.talk = talk
    self.rule = rule
    self.worksWhen = worksWhen
  }
}

/// The order of rows in lists: by area as the talk comes to them, then by number.
package struct RuleOrder: Comparable, Sendable {
  private let area: Int
  private let number: Int

  /// - Parameter id: `P8`; what is no row comes first.
  package init(_ id: String) {
    let areas = ["P", "F", "A", "L", "D", "C", "O", "M", "S"]
    area = areas.firstIndex(of: String(id.prefix(1))) ?? -1
    number = Int(id.dropFirst()) ?? -1
  }

  package static func < (left: RuleOrder, right: RuleOrder) -> Bool {
    (left.area, left.number) < (right.area, right.number)
  }
}

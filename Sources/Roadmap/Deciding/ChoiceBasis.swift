import CapacityPlanning

/// What signals of options depend on besides the catalog and the signals that the rules look at.
struct ChoiceBasis: Hashable, Sendable {
  /// What drafts cost, by its number in the memo of sizes; nil where nothing is priced.
  var drafts: Int?
  /// What was chosen before; nil where nothing is priced.
  var design: Design?
  /// The options chosen before that are modelled like others, where prices are looked at alone.
  var variants: [String: String] = [:]
  /// The option that stands.
  var incumbent: String?
  /// Whether nothing stands at all, so that no option is a change.
  var isFirst: Bool
  /// How many people operate it and what they are familiar with, where toil matters.
  var operations: Double?
  var skills: [String] = []
  /// Whether cold starts leave the percentiles within their objectives, where that matters.
  var coldStartsFit: Bool?

  /// Where no draft is priced.
  init(incumbent: String?) {
    self.incumbent = incumbent
    isFirst = incumbent == nil
  }

  /// Where drafts that go on from a design are priced.
  init(_ costs: OptionCosts, from design: Design, incumbent: String?, isFirst: Bool) {
    drafts = costs.basis
    self.design = design
    self.incumbent = incumbent
    self.isFirst = isFirst
  }
}

/// A list price of one region, or of no region (`global`).
package struct Price: Hashable, Sendable {
  /// `alb.lcu-hour`.
  package let key: String
  /// The region of the price table it stands in, or `global`.
  package let region: String
  /// US dollars per unit.
  package let dollars: Double
  /// What one unit is, such as `USD/LCU-hour`.
  package let unit: String
  package let citation: Citation
  package let note: String?

  package init(
    key: String, region: String, dollars: Double, unit: String, citation: Citation,
    note: String? = nil
  ) {
    self.key = key
    self.region = region
    self.dollars = dollars
    self.unit = unit
    self.citation = citation
    self.note = note
  }
}

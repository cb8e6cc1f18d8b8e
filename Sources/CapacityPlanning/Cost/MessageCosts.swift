package import CatalogModel
package import Quantities

/// What the messages between deployment units cost.
///
/// Calls that are waited for go through the callee's own way in, which is in its bill.
package struct MessageCosts: Sendable {
  package struct Edge: Sendable {
    package let name: String
    /// The id of an option of `integration`.
    package let glue: String
    /// Messages at the peak.
    package let rate: RequestsPerSecond

    package init(name: String, glue: String, rate: RequestsPerSecond) {
      self.name = name
      self.glue = glue
      self.rate = rate
    }
  }

  package let catalog: Catalog

  package init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// The items of some edges.
  ///
  /// A message in a queue is sent, received and deleted. State machines are priced by their
  /// transitions, of which the answers know nothing: they are left out.
  ///
  /// - Parameter meanShare: The average rate over the peak rate.
  package func items(
    _ edges: [Edge], meanShare: Double
  ) throws(Catalog.Gap) -> [CostItem] {
    var bill = Bill(catalog: catalog, purchase: nil, keepsItems: true)
    for edge in edges {
      let messages = edge.rate.value * meanShare * Bill.seconds
      let name = "messages of \(edge.name)"
      switch edge.glue {
      case "sqs":
        try bill.add(
          .messaging, name, 3 * messages, "requests", at: "sqs.standard.request.tier1")
      case "sns":
        try bill.add(.messaging, name, messages, "requests", at: "sns.publish.request")
        try bill.add(
          .messaging, "queue of \(edge.name)", 3 * messages, "requests",
          at: "sqs.standard.request.tier1")
      case "eventbridge":
        try bill.add(.messaging, name, messages, "events", at: "eventbridge.custom-event")
      case "kinesis":
        let perShard = try catalog.number("kinesis.shardWrite#recordsPerSecond")
        try bill.add(
          .messaging, "stream of \(edge.name)",
          max(1, (edge.rate.value / perShard).rounded(.up)) * Bill.hours, "shard-hours",
          at: "kinesis.shard-hour")
        try bill.add(.messaging, name, messages, "payload units", at: "kinesis.put-payload-unit")
      default: break
      }
    }
    return bill.items
  }
}

package import CatalogModel
import Quantities
import Requirements

/// Capacity units of DynamoDB tables.
package struct TableSizing: Sendable {
  package let catalog: Catalog

  package init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// A table for the traffic of one data set: half a read unit for each 4 kB read with eventual
  /// consistency (a whole one where no stale read is allowed), one write unit for each 1 kB.
  ///
  /// Provisioned capacity is taken where its price at the peak is below that of the requests.
  package func table(
    _ traffic: DataTraffic.TableTraffic, meanShare: Double, hasAccelerator: Bool
  ) throws(Catalog.Gap) -> TableStore {
    let item = traffic.load.set.itemSize.value
    let consistency = traffic.load.set.staleness > .zero ? 0.5 : 1
    let reads = traffic.reads.value * (item / 4).rounded(.up) * consistency
    let writes = traffic.writes.value * item.rounded(.up)
    let onDemand =
      (reads * (try catalog.price("dynamodb.on-demand.read").dollars)
        + writes * (try catalog.price("dynamodb.on-demand.write").dollars)) * meanShare * 3600
    let target = try catalog.number("planning.quotaTarget")
    let provisioned =
      (reads * (try catalog.price("dynamodb.provisioned.rcu-hour").dollars)
        + writes * (try catalog.price("dynamodb.provisioned.wcu-hour").dollars)) / target
    return TableStore(
      name: traffic.load.set.name, peakReadUnits: reads, peakWriteUnits: writes,
      storage: traffic.load.size, isOnDemand: onDemand <= provisioned,
      hasAccelerator: hasAccelerator)
  }
}

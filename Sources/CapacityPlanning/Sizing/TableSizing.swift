package import CatalogModel
import Quantities
import Requirements

/// Capacity units of DynamoDB tables.
package struct TableSizing: Sendable {
  package let catalog: Catalog

  package init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// Request units a second for the traffic of one data set.
  ///
  /// Half a read unit for each 4 kB read with eventual consistency, a whole one where no stale
  /// read is allowed; one write unit for each 1 kB.
  package static func units(
    _ traffic: DataTraffic.TableTraffic
  ) -> (reads: Double, writes: Double) {
    let item = traffic.load.set.itemSize.value
    let consistency = traffic.load.set.staleness > .zero ? 0.5 : 1
    return (
      traffic.reads.value * (item / 4).rounded(.up) * consistency,
      traffic.writes.value * item.rounded(.up)
    )
  }

  /// Request units a second below which a table is left on demand.
  private static let leastProvisioned = 1000.0

  /// Request units a second averaged over a month: what users cause follows their mean, records that
  /// arrive besides come at the same rate day and night.
  package static func meanUnits(
    _ traffic: DataTraffic.TableTraffic, meanShare: Double
  ) -> (reads: Double, writes: Double) {
    let (reads, writes) = units(traffic)
    let steady =
      traffic.load.set.ingestRate.value * traffic.load.set.itemSize.value.rounded(.up)
    return (reads * meanShare, (writes - steady) * meanShare + steady)
  }

  /// A table for the traffic of one data set.
  ///
  /// Provisioned capacity is taken where its price at the peak is below that of the requests, and
  /// where there is enough of it to be worth watching.
  package func table(
    _ traffic: DataTraffic.TableTraffic, meanShare: Double, hasAccelerator: Bool
  ) throws(Catalog.Gap) -> TableStore {
    let (reads, writes) = Self.units(traffic)
    let mean = Self.meanUnits(traffic, meanShare: meanShare)
    let onDemand =
      (mean.reads * (try catalog.price("dynamodb.on-demand.read").dollars)
        + mean.writes * (try catalog.price("dynamodb.on-demand.write").dollars)) * 3600
    let target = try catalog.number("planning.quotaTarget")
    let provisioned =
      (reads * (try catalog.price("dynamodb.provisioned.rcu-hour").dollars)
        + writes * (try catalog.price("dynamodb.provisioned.wcu-hour").dollars)) / target
    return TableStore(
      name: traffic.load.set.name, peakReadUnits: reads, peakWriteUnits: writes,
      storage: traffic.load.size,
      isOnDemand: onDemand <= provisioned || reads + writes < Self.leastProvisioned,
      hasAccelerator: hasAccelerator)
  }
}

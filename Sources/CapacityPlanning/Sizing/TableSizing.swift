import Quantities
import Requirements

/// Capacity units of DynamoDB tables.
package enum TableSizing {
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

  /// A table for the traffic of one data set, on demand.
  ///
  /// Provisioned capacity is cheaper for a steady load, but it must follow the load to be so, and
  /// a table that throttles is dearer than either: without auto scaling it is not recommended.
  package static func table(
    _ traffic: DataTraffic.TableTraffic, hasAccelerator: Bool
  ) -> TableStore {
    let (reads, writes) = units(traffic)
    return TableStore(
      name: traffic.load.set.name, peakReadUnits: reads, peakWriteUnits: writes,
      storage: traffic.load.size, isOnDemand: true, hasAccelerator: hasAccelerator)
  }
}

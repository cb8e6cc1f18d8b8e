package import CatalogModel
package import Quantities

/// Size and I/O operations of a gp3 volume of RDS.
package struct StorageSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters

  package init(catalog: Catalog, parameters: PlanningParameters) {
    self.catalog = catalog
    self.parameters = parameters
  }

  /// A volume and the operations a second that it is provisioned for.
  package struct Volume: Hashable, Sendable {
    package let size: GiB
    package let operations: Int
  }

  /// How far a volume may grow by itself; the templates set the same.
  package static func ceiling(_ provisioned: GiB) -> GiB {
    GiB(max(1000, provisioned.value * 10))
  }

  /// The smallest volume of at least a size that carries the operations within the safe share.
  ///
  /// Nil above what gp3 gives. Operations are provisioned in steps of a thousand, so that small
  /// growth is not a change.
  package func volume(size: GiB, operations: Double) throws(Catalog.Gap) -> Volume? {
    let needed = operations / parameters.quotaTarget
    let small = try catalog.number("limit.rds.gp3.baseline.below400GiB#iops")
    if size < parameters.sizing.stripedSize && needed <= small {
      return Volume(size: size, operations: Int(small))
    }
    let large = try catalog.number("limit.rds.gp3.baseline.from400GiB#iops")
    let greatest = try catalog.number("limit.rds.gp3.max#iops")
    guard needed <= greatest else { return nil }
    let stepped =
      (needed / parameters.sizing.operationsStep).rounded(.up) * parameters.sizing.operationsStep
    return Volume(
      size: max(size, parameters.sizing.stripedSize), operations: Int(max(large, stepped)))
  }

  /// Operations above the baseline, which are paid for.
  package func paidOperations(_ volume: Volume) throws(Catalog.Gap) -> Double {
    guard volume.size >= parameters.sizing.stripedSize else { return 0 }
    return max(
      0, Double(volume.operations) - (try catalog.number("limit.rds.gp3.baseline.from400GiB#iops")))
  }

  /// The price key of operations above the baseline.
  package static func extraKey(isMultiZone: Bool) -> String {
    isMultiZone ? "rds.gp3.multi-az.extra-iops-month" : "rds.gp3.single-az.extra-iops-month"
  }
}

import Quantities

/// Finds types that cost less than a smaller one of their family.
enum PriceOrderLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    let folder = "prices/\(catalog.region)"
    let compute = catalog.computeInstances.map {
      Item(
        name: $0.name, group: $0.family, size: ($0.virtualCPUs, $0.memory.value),
        dollars: $0.hourly.value, file: "\(folder)/ec2.tsv")
    }
    let databases = catalog.databaseInstances.map { instance in
      let isAurora = instance.engine == .auroraMySQL || instance.engine == .auroraPostgres
      return Item(
        name: instance.name, group: "\(instance.engine.rawValue) \(instance.family)",
        size: (instance.virtualCPUs, instance.memory.value), dollars: instance.hourly.value,
        file: "\(folder)/\(isAurora ? "aurora" : "rds").tsv")
    }
    let caches = catalog.cacheNodes.map {
      Item(
        name: $0.name, group: "\($0.engine.rawValue) \($0.family)",
        size: ($0.virtualCPUs, $0.memory.value), dollars: $0.hourly.value,
        file: "\(folder)/elasticache.tsv")
    }
    let groups = Dictionary(grouping: compute + databases + caches, by: \.group)
    return groups.keys.sorted().flatMap { outliers(groups[$0] ?? []) }
  }

  private struct Item {
    let name: String
    let group: String
    let size: (virtualCPUs: Int, memory: Double)
    let dollars: Double
    let file: String

    /// Whether it has at least as much of everything, and more of something.
    func exceeds(_ other: Item) -> Bool {
      size.virtualCPUs >= other.size.virtualCPUs && size.memory >= other.size.memory
        && size != other.size
    }
  }

  private static func outliers(_ items: [Item]) -> [LintFinding] {
    items.compactMap { item in
      let dearer = items.first { item.exceeds($0) && item.dollars < $0.dollars }
      guard let dearer else { return nil }
      return LintFinding(
        .warning, file: item.file, anchor: item.name,
        "`\(item.name)` (\(item.group)) costs \(DecimalText.exact(item.dollars)) USD/h, less than "
          + "the smaller `\(dearer.name)` at \(DecimalText.exact(dearer.dollars))")
    }
  }
}

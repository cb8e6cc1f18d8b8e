import Quantities

/// Finds prices that differ from those of the other regions by more than a factor.
enum RegionLint {
  /// List prices of one thing spread by less than this factor around their median: of 30,000 the
  /// dearest, traffic out of Sao Paulo, is 2.3 times it, and the cheapest, in Mumbai, 0.54 times.
  static let factor = 2.4

  static func findings(in catalogs: [Catalog]) -> [LintFinding] {
    var table: [String: [Entry]] = [:]
    for catalog in catalogs {
      for entry in entries(of: catalog) where entry.dollars > 0 {
        table[entry.id, default: []].append(entry)
      }
    }
    return table.keys.sorted().flatMap { outliers(table[$0] ?? []) }
  }

  private struct Entry {
    let id: String
    let anchor: String
    let dollars: Double
    let file: String
  }

  private static func entries(of catalog: Catalog) -> [Entry] {
    let folder = "prices/\(catalog.region)"
    // Sending data to another region costs several times more from Asia than within Europe.
    let comparable = catalog.prices.values.filter {
      $0.region != "global" && !$0.key.hasPrefix("transfer.inter-region.")
    }
    let prices = comparable.map {
      Entry(id: $0.key, anchor: $0.key, dollars: $0.dollars, file: "\(folder)/services.tsv")
    }
    let compute = catalog.computeInstances.map {
      Entry(id: $0.name, anchor: $0.name, dollars: $0.hourly.value, file: "\(folder)/ec2.tsv")
    }
    let databases = catalog.databaseInstances.flatMap { instance in
      let isAurora = instance.engine == .auroraMySQL || instance.engine == .auroraPostgres
      let id = "\(instance.name) \(instance.engine.rawValue)"
      return [(id, instance.hourly), ("\(id) Multi-AZ", instance.multiZoneHourly)].compactMap {
        id, hourly in
        hourly.map {
          Entry(
            id: id, anchor: instance.name, dollars: $0.value,
            file: "\(folder)/\(isAurora ? "aurora" : "rds").tsv")
        }
      }
    }
    let caches = catalog.cacheNodes.map {
      Entry(
        id: "\($0.name) \($0.engine.rawValue)", anchor: $0.name, dollars: $0.hourly.value,
        file: "\(folder)/elasticache.tsv")
    }
    return prices + compute + databases + caches
  }

  private static func outliers(_ entries: [Entry]) -> [LintFinding] {
    guard entries.count >= 3 else { return [] }
    let sorted = entries.map(\.dollars).sorted()
    let median = sorted[sorted.count / 2]
    return entries.compactMap { entry in
      let ratio = entry.dollars / median
      guard ratio > factor || ratio < 1 / factor else { return nil }
      return LintFinding(
        .warning, file: entry.file, anchor: entry.anchor,
        "`\(entry.id)` costs \(DecimalText.exact(entry.dollars)) USD, "
          + "\(DecimalText.significant(ratio, 2)) times the median of the regions")
    }
  }
}

import PriceLists
import Storage
import Testing

/// Which prices of the catalog the rules cover, and why the rest is not covered.
@Suite struct MappingCoverageTests {
  /// Keys of `services.tsv` without a rule, by how they begin: their offers are not among the eleven,
  /// or no offer file has them.
  static let uncovered: [(prefix: String, reason: String)] = [
    ("amplify.", "offer AWSAmplify"),
    ("apprunner.", "offer AWSAppRunner"),
    ("appsync.", "offer AWSAppSync"),
    ("aurora.data-api.request", "its usage type was found in no public copy of the file"),
    ("cloudfront.flat-rate.", "a plan for which AWS publishes no offer file"),
    ("cloudfront.free.", "an allowance, whose price is nothing"),
    ("cloudwatch.", "offer AmazonCloudWatch"),
    ("codeguru.", "offer AmazonCodeGuruProfiler"),
    ("cognito.", "offer AmazonCognito"),
    ("dax.", "offer AmazonDAX"),
    ("devopsguru.", "offer AmazonDevOpsGuru"),
    ("documentdb.", "offer AmazonDocDB"),
    ("ecr.", "offer AmazonECR"),
    ("efs.", "offer AmazonEFS"),
    ("eks.", "offer AmazonEKS"),
    ("eventbridge.", "offer AWSEvents"),
    ("globalaccelerator.", "offer AWSGlobalAccelerator"),
    ("keyspaces.", "offer AmazonMCS"),
    ("kinesis.", "offer AmazonKinesis"),
    ("kms.", "offer awskms"),
    ("lambda.durable.operation", "its usage type was found in no public copy of the file"),
    ("lambda.free.", "an allowance, whose price is nothing"),
    ("lambda.response-stream.gb", "its usage type was found in no public copy of the file"),
    ("lightsail.", "offer AmazonLightsail"),
    ("msk.", "offer AmazonMSK"),
    ("neptune.", "offer AmazonNeptune"),
    ("opensearch.", "offer AmazonES"),
    ("route53.", "offer AmazonRoute53"),
    ("secretsmanager.", "offer AWSSecretsManager"),
    ("shield.", "offer AWSShield"),
    ("sns.", "offer AmazonSNS"),
    ("sqs.", "offer AWSQueueService"),
    ("stepfunctions.", "offer AmazonStates"),
    ("timestream.", "offer AmazonTimestream"),
    ("transfer.internet-out.free-gb-month", "an allowance, whose price is nothing"),
    ("vpc.", "offer AmazonVPC"),
    ("waf.", "offer awswaf"),
    ("xray.", "offer AWSXRay"),
  ]

  /// Whether some rule could give the price.
  static func isCovered(
    _ table: PriceTableKind, _ key: [String], _ column: String, _ region: String
  )
    -> Bool
  {
    ShippedCatalog.rules.mappings.contains { mapping in
      mapping.rules.contains {
        $0.table == table && $0.covers(key: key, column: column, region: region)
      }
    }
  }

  /// The keys of all regions, each with the first region that has it.
  static func services() throws -> [String: String] {
    var keys: [String: String] = [:]
    for region in ShippedCatalog.regions + ["global"] {
      for row in try rows("prices/\(region)/services.tsv") where keys[row[0]] == nil {
        keys[row[0]] = region
      }
    }
    return keys
  }

  @Test func everyServicePriceHasARuleOrAReasonNotBoth() throws {
    let keys = try Self.services()
    #expect(keys.count > 380)
    for (key, region) in keys {
      let hasReason = Self.uncovered.contains { key.hasPrefix($0.prefix) }
      let isCovered = Self.isCovered(.services, [key], "dollars", region)
      #expect(isCovered != hasReason, "\(key)")
    }
  }

  @Test func reasonsAreAboutKeysThatExist() throws {
    let keys = try Self.services().keys
    for (prefix, _) in Self.uncovered {
      #expect(keys.contains { $0.hasPrefix(prefix) }, "\(prefix)")
    }
  }

  @Test(arguments: ["us-east-1", "sa-east-1"])
  func instancePrices(region: String) throws {
    for kind in PriceTableKind.allCases where kind != .services {
      for row in try Self.rows("prices/\(region)/\(kind.rawValue).tsv") {
        let key = Array(row.prefix(kind.keyColumns.count))
        for column in kind.priceColumns {
          #expect(Self.isCovered(kind, key, column, region), "\(key) \(column)")
        }
      }
    }
  }

  /// A rule for a key that no region has would add prices that nothing uses.
  @Test func everyRuleIsAboutAKeyThatExists() throws {
    // One region stands for all; it has every kind of table, and what a region can have.
    let places = ["us-east-1", "us-west-2", "global"]
    var tables: [String: [[String]]] = [:]
    for region in places {
      for kind in PriceTableKind.allCases where region != "global" || kind == .services {
        tables["\(region) \(kind)"] = try Self.rows("prices/\(region)/\(kind.rawValue).tsv")
      }
    }
    for mapping in ShippedCatalog.rules.mappings {
      for rule in mapping.rules {
        let isUsed = places.contains { region in
          (tables["\(region) \(rule.table)"] ?? []).contains { row in
            let key = Array(row.prefix(rule.table.keyColumns.count))
            return rule.table.priceColumns.contains {
              rule.covers(key: key, column: $0, region: region)
            }
          }
        }
        #expect(isUsed, "\(rule.place)")
      }
    }
  }

  private static func rows(_ path: String) throws -> [[String]] {
    let bytes = try #require(ShippedCatalog.tree.bytes(path))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: "\t").map(String.init) }
  }
}

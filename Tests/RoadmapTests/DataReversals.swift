import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Testing

/// The rows of data and caches, in both directions.
@Suite struct DataReversals {
  static let rows: [Reversal] = [
    Reversal(
      rule: "D1", shows: "SQL is the default, for four reasons", common: app,
      when: set("content: relational"), reversed: set("content: documents, schemaNeed: need"),
      output: { plan in
        let reasons = ["established", "communities", "millions of users", "patterns"]
        let text = plan.last?.decision("store")?.rejections.first { $0.option == "dynamodb" }?.text
        return plan.chosen("store") == "sql"
          && reasons.allSatisfy { text?.contains($0) ?? false }
      }),
    Reversal(
      rule: "D2", shows: "multiple terabytes in the first year", common: app,
      when: ["data": "[{name: main, content: key-value, sizeGiB: 5, firstYearGiB: 6000}]"],
      reversed: ["data": "[{name: main, content: key-value, sizeGiB: 5, firstYearGiB: 60}]"],
      output: { leaves($0, for: "D2") }),
    Reversal(
      rule: "D2", shows: "bytes of media are not in the database", common: app,
      when: ["data": "[{name: main, content: files, sizeGiB: 5, firstYearGiB: 6000}]"],
      reversed: ["data": "[{name: main, content: key-value, sizeGiB: 5, firstYearGiB: 6000}]"],
      output: { $0.chosen("store") == "s3" }),
    Reversal(
      rule: "D3", shows: "more bytes a second than a database's storage gives",
      common: app.merging(["users.activeShareAtPeak": "8%"]) { $1 },
      when: set("content: documents, itemKilobytes: 350"),
      reversed: set("content: documents, itemKilobytes: 4"),
      output: { leaves($0, for: "D3") }),
    Reversal(
      rule: "D4", shows: "super-low latency", stages: [1000],
      common: app.merging(set("content: key-value")) { $1 },
      when: ["objectives.p95Milliseconds": "8", "objectives.p99Milliseconds": "20"],
      reversed: ["objectives.p95Milliseconds": "300"],
      output: { leaves($0, for: "D4") }),
    Reversal(
      rule: "D4", shows: "reads from memory before tables that are to answer within milliseconds",
      stages: [1000],
      common: app.merging(set("content: key-value, schemaNeed: need")) { $1 },
      when: ["objectives.p95Milliseconds": "8", "objectives.p99Milliseconds": "20"],
      reversed: ["objectives.p95Milliseconds": "300"],
      output: { $0.chosen("store") == "dynamodb" && $0.part("cache") == "dax" }),
    Reversal(
      rule: "D4", shows: "tables behind their cache keep an objective of ten milliseconds",
      stages: [1000],
      common: app.merging([
        "objectives.p95Milliseconds": "10", "objectives.p99Milliseconds": "30",
        "objectives.availability": "99%",
        "requests": "[{name: get, cpuMilliseconds: 1, reads: 1, writes: 0, cacheableShare: 90%}]",
      ]) { $1 },
      when: set("content: key-value"), reversed: set("content: files"),
      output: { plan in
        leaves(plan, for: "D4") && plan.gates.contains { $0.id == "p95" && !$0.fails }
      }),
    Reversal(
      rule: "D4", shows: "super-low latency of writes is no reason to leave SQL, nor for DAX",
      stages: [100],
      common: app.merging([
        "objectives.p95Milliseconds": "10", "objectives.p99Milliseconds": "60",
        "objectives.availability": "99%",
      ]) { $1 },
      when: set("content: documents").merging([
        "requests":
          "[{name: put, cpuMilliseconds: 1, reads: 0.2, writes: 1, cacheableShare: 90%}]"
      ]) { $1 },
      reversed: set("content: documents").merging([
        "requests":
          "[{name: put, cpuMilliseconds: 1, reads: 1, writes: 0.2, cacheableShare: 90%}]"
      ]) { $1 },
      output: { $0.chosen("store") == "sql" && $0.chosen("caching") == "none" }),
    Reversal(
      rule: "D5", shows: "metadata under load", stages: [100_000], common: app,
      when: set("content: relational, use: lookup"), reversed: set("content: relational"),
      output: { leaves($0, for: "D5") }),
    Reversal(
      rule: "D5", shows: "what stands holds a lookup table by no more than the work of moving it",
      stages: [1, 10, 100, 1000, 10_000, 100_000],
      common: app.merging([
        "users.now": "500", "users.activeShareAtPeak": "8%",
        "requests": "[{name: edit, cpuMilliseconds: 3, reads: 1, writes: 2}]",
      ]) { $1 },
      when: set("content: relational, use: lookup, itemKilobytes: 2"),
      reversed: set("content: relational, itemKilobytes: 2"),
      output: { plan in
        plan.stages.first?.planned?.decision("store")?.chosen == "sql" && leaves(plan, for: "D5")
      }),
    Reversal(
      rule: "D5", shows: "a lookup table moves out of the database that it began in",
      stages: [1000, 1_000_000], common: app,
      when: set("content: relational, use: lookup"), reversed: set("content: relational"),
      output: { plan in
        plan.stages.first?.planned?.decision("store")?.chosen == "sql" && leaves(plan, for: "D5")
      }),
    Reversal(
      rule: "D6", shows: "highly non-relational data under load", common: app,
      when: set("content: key-value").merging(["users.activeShareAtPeak": "40%"]) { $1 },
      reversed: set("content: key-value").merging(["users.activeShareAtPeak": "0.1%"]) { $1 },
      output: { leaves($0, for: "D6") }),
    Reversal(
      rule: "D7", shows: "a need for schema-less data", common: app,
      when: set("content: documents, schemaNeed: need"),
      reversed: set("content: documents, schemaNeed: ease"),
      output: { leaves($0, for: "D7") }),
    Reversal(
      rule: "D8", shows: "thousands of records a second do not fit one SQL writer",
      common: app,
      when: set("content: time-series, ingestPerSecond: 8000"),
      reversed: set("content: time-series, ingestPerSecond: 500"),
      output: {
        leaves($0, for: "D8") && $0.rejected("sql", in: "store", by: "D8")
          && $0.part("messaging:kinesis") != nil
      }),
    Reversal(
      rule: "D8", shows: "batched inserts of 2,000 a second need a stream, and no NoSQL",
      common: app,
      when: set("content: time-series, ingestPerSecond: 2000"),
      reversed: set("content: time-series, ingestPerSecond: 8000"),
      output: { $0.chosen("store") == "sql" && $0.part("messaging:kinesis") != nil }),
    Reversal(
      rule: "D9", shows: "massive data without relations", common: app,
      when: ["data": "[{name: main, content: documents, sizeGiB: 9000, firstYearGiB: 10}]"],
      reversed: ["data": "[{name: main, content: relational, sizeGiB: 9000, firstYearGiB: 10}]"],
      output: { leaves($0, for: "D9") }),
    Reversal(
      rule: "D9", shows: "documents that one database holds with ease stay in it", common: app,
      when: ["data": "[{name: main, content: documents, sizeGiB: 9000, firstYearGiB: 10}]"],
      reversed: ["data": "[{name: main, content: documents, sizeGiB: 900, firstYearGiB: 10}]"],
      output: { leaves($0, for: "D9") }),
    Reversal(
      rule: "D9", shows: "what no SQL engine holds leaves it, relations or not", common: app,
      when: ["data": "[{name: main, sizeGiB: 200000, firstYearGiB: 10}]"],
      reversed: ["data": "[{name: main, sizeGiB: 9000, firstYearGiB: 10}]"],
      output: { leaves($0, for: "D9") && $0.rejected("sql", in: "store", by: "D9") }),
    Reversal(
      rule: "D10", shows: "who must answer again within a minute has Aurora fail over", common: app,
      when: ["objectives.recoveryMinutes": "1", "objectives.availability": "99.9%"],
      reversed: ["objectives.recoveryMinutes": "60", "objectives.availability": "99.9%"],
      output: { plan in
        plan.rejected("rds", in: "database", by: "D10")
          && plan.gates.contains { $0.id == "recovery" && $0.passes }
      }),
    Reversal(
      rule: "D10", shows: "RDS is not thrown out for an Aurora that misses the objective as well",
      common: app,
      when: ["objectives.recoveryMinutes": "0.5", "objectives.availability": "99.9%"],
      reversed: ["objectives.recoveryMinutes": "1", "objectives.availability": "99.9%"],
      output: { plan in
        !plan.rejected("rds", in: "database", by: "D10")
          && plan.gates.contains { $0.id == "recovery" && !$0.passes }
      }),
    Reversal(
      rule: "D10", shows: "Aurora holds more than RDS does", common: app,
      when: ["data": "[{name: main, sizeGiB: 70000, firstYearGiB: 10}]"],
      reversed: ["data": "[{name: main, sizeGiB: 700, firstYearGiB: 10}]"],
      output: {
        $0.part("database") == "aurora" && $0.rejected("rds", in: "database", by: "P14")
      }),
    Reversal(
      rule: "D11", shows: "a variable load is served by capacity that follows it",
      stages: [100_000],
      common: app, when: ["users.flashCrowd": "20", "users.peakToAverage": "6"],
      reversed: ["users.flashCrowd": "1", "users.peakToAverage": "2"],
      output: { plan in
        plan.part("database") == "aurora-serverless-v2"
          && plan.crossovers.contains { $0.rule == "D11" && $0.value > 0 && $0.value < 100 }
      }),
    Reversal(
      rule: "D11", shows: "above the greatest capacity it is refused", stages: [1_000_000],
      common: readHeavy.merging(uncacheable) { $1 },
      when: ["users.activeShareAtPeak": "10%"], reversed: ["users.activeShareAtPeak": "0.01%"],
      output: { $0.rejected("aurora-serverless-v2", in: "database", by: "P14") }),
    Reversal(
      rule: "D13", shows: "a larger instance, without a change of the code",
      stages: [10000, 100_000], common: readHeavy.merging(uncacheable) { $1 },
      when: ["users.activeShareAtPeak": "10%"], reversed: ["users.activeShareAtPeak": "0.01%"],
      output: { growsTheInstance($0) }),
    Reversal(
      rule: "D13", shows: "a cache that costs less comes instead of the larger instance",
      stages: [10000, 100_000],
      common: readHeavy.merging(["users.activeShareAtPeak": "15%"]) { $1 },
      when: uncacheable, reversed: [:],
      output: { growsTheInstance($0) && $0.part("cache") == nil }),
    Reversal(
      rule: "D14", shows: "replicas where reads may be a little old", stages: [1_000_000],
      common: readHeavy.merging(uncacheable) { $1 },
      when: ["data": "[{name: main, sizeGiB: 1, firstYearGiB: 1, staleSeconds: 60}]"],
      reversed: ["data": "[{name: main, sizeGiB: 1, firstYearGiB: 1, staleSeconds: 0}]"],
      output: { plan in
        guard let replicas = plan.last?.components.first(where: { $0.slot == "replicas" }),
          let step = plan.last?.steps.first(where: { $0.title.contains("read replicas") })
        else { return false }
        return replicas.trigger.contains("minor changes of the application")
          && replicas.trigger.contains("every write stays with the writer")
          && step.rule == "D14" && step.personDays < 5
      }),
    Reversal(
      rule: "D14", shows: "replicas take no writes, so that writes do not call for them",
      stages: [1_000_000],
      common: app.merging([
        "data": "[{name: main, sizeGiB: 1, firstYearGiB: 1, staleSeconds: 60}]"
      ]) { $1 },
      when: [
        "requests": "[{name: view, cpuMilliseconds: 2, reads: 20, writes: 0.05, cacheableShare: 0}]"
      ],
      reversed: [
        "requests": "[{name: view, cpuMilliseconds: 2, reads: 0.1, writes: 2, cacheableShare: 0}]"
      ],
      output: { $0.part("replicas") != nil }),
    Reversal(
      rule: "D14", shows: "a proxy where connections come near their limit", stages: [100_000],
      common: EntryReversals.functions.merging([
        "requests": "[{name: slow, cpuMilliseconds: 300, reads: 1, writes: 0}]",
        "objectives.p95Milliseconds": "3000", "objectives.p99Milliseconds": "5000",
        "data": "[{name: main, sizeGiB: 5, firstYearGiB: 20}]",
      ]) { $1 },
      when: ["users.activeShareAtPeak": "100%"], reversed: ["users.activeShareAtPeak": "0.1%"],
      output: { $0.part("proxy") != nil }),
    Reversal(
      rule: "D15", shows: "a cache pays where most reads may come from it", stages: [1_000_000],
      common: readHeavy, when: [:], reversed: uncacheable,
      output: { $0.part("cache")?.hasPrefix("elasticache") ?? false }),
    Reversal(
      rule: "D15", shows: "a cache pays for its effort where instances would do as well",
      stages: [100_000], common: readHeavy, when: ["users.activeShareAtPeak": "15%"],
      reversed: ["users.activeShareAtPeak": "1%"],
      output: {
        $0.part("cache")?.hasPrefix("elasticache") ?? false && $0.weighed("none", in: "caching")
      }),
    Reversal(
      rule: "D15",
      shows: "the database serves what the cache misses, and a cold one says what then",
      stages: [1_000_000], common: readHeavy, when: [:], reversed: uncacheable,
      output: { plan in
        guard let stage = plan.last, let cache = stage.architecture.cache,
          let catalog = Bench.catalog,
          let failures = try? StageFailures.all(of: plan, catalog: catalog).last
        else { return false }
        let reads = plan.stages.last?.workload.readRate.value ?? 0
        let traffic = DataTraffic(
          plan.stages.last?.workload
            ?? plan.requirements.workload(users: plan.requirements.users.now),
          placement: stage.design.placement, cacheHit: cache.hitRatio, tableHit: 0,
          replicaLag: plan.parameters.replicaLag)
        let expected = reads * (1 - 0.95 * cache.hitRatio)
        return abs(traffic.sqlReads.value - expected) < 1e-6 * reads
          && failures.whatIfs.contains { $0.kind == .coldCache }
      }),
    Reversal(
      rule: "D16", shows: "structures exclude Memcached", stages: [1_000_000],
      common: readHeavy.merging(["objectives.availability": "99%", "team.teams": "2"]) { $1 },
      when: [
        "data": "[{name: main, accessShare: 60%}, {name: top, accessShare: 40%, use: leaderboard}]"
      ],
      reversed: ["data": "[{name: main, accessShare: 60%}, {name: top, accessShare: 40%}]"],
      output: { $0.rejected("elasticache-memcached", in: "caching", by: "D16") }),
    Reversal(
      rule: "D16", shows: "an availability answer excludes nodes without replicas",
      stages: [1_000_000], common: readHeavy, when: ["objectives.availability": "99.9%"],
      reversed: ["objectives.availability": "99%", "team.teams": "2"],
      output: { $0.rejected("elasticache-memcached", in: "caching", by: "D16") }),
    Reversal(
      rule: "D17", shows: "sessions bring Valkey where Memcached would do for other data",
      stages: [1_000_000], common: tolerant,
      when: [
        "data": "[{name: main, accessShare: 99.9%}, {name: who, accessShare: 0.1%, use: sessions}]"
      ],
      reversed: ["data": "[{name: main, accessShare: 99.9%}, {name: who, accessShare: 0.1%}]"],
      output: { bringsValkey($0) }),
    Reversal(
      rule: "D17", shows: "a leaderboard brings Valkey where Memcached would do for other data",
      stages: [1_000_000], common: tolerant,
      when: [
        "data":
          "[{name: main, accessShare: 99.9%}, {name: top, accessShare: 0.1%, use: leaderboard}]"
      ],
      reversed: ["data": "[{name: main, accessShare: 99.9%}, {name: top, accessShare: 0.1%}]"],
      output: { bringsValkey($0) }),
    Reversal(
      rule: "D18", shows: "carts move as a table, when they are hot", stages: [100_000],
      common: app,
      when: [
        "data":
          "[{name: orders, accessShare: 50%}, {name: carts, accessShare: 50%, use: sessions}]"
      ],
      reversed: [
        "data": "[{name: orders, accessShare: 50%}, {name: carts, accessShare: 50%}]"
      ],
      output: { $0.part("table:carts") != nil && $0.part("database") != nil }),
    Reversal(
      rule: "D18", shows: "a leaderboard under load", stages: [100_000], common: app,
      when: set("content: relational, use: leaderboard"),
      reversed: set("content: relational"),
      output: { leaves($0, for: "D18") && $0.part("table:main") != nil }),
    Reversal(
      rule: "D18", shows: "a hot table", stages: [100_000], common: app,
      when: set("content: relational, use: hot-table"),
      reversed: set("content: relational"),
      output: { leaves($0, for: "D18") && $0.part("table:main") != nil }),
    Reversal(
      rule: "D18", shows: "a hot table moves out of the database, which stays",
      stages: [1000, 1_000_000], common: app,
      when: [
        "data":
          "[{name: orders, accessShare: 50%}, {name: stock, accessShare: 50%, use: hot-table}]"
      ],
      reversed: ["data": "[{name: orders, accessShare: 50%}, {name: stock, accessShare: 50%}]"],
      output: { plan in
        plan.stages.first?.planned?.components.contains { $0.slot == "table:stock" } == false
          && plan.part("table:stock") != nil && plan.part("table:orders") == nil
          && plan.part("database") != nil
      }),
    Reversal(
      rule: "D18", shows: "a lookup table under load", stages: [100_000], common: app,
      when: set("content: relational, use: lookup"),
      reversed: set("content: relational"),
      output: { $0.part("table:main") != nil }),
    Reversal(
      rule: "D18", shows: "a hot key is warned about before it is too hot", stages: [100_000],
      common: app.merging(uncacheable) { $1 },
      when: set("content: key-value, use: lookup, hottestKeyShare: 18%"),
      reversed: set("content: key-value, use: lookup, hottestKeyShare: 1%"),
      output: { plan in
        plan.last?.shortfall == nil
          && plan.note("D18")?.contains("hottest partition of main") ?? false
      }),
    Reversal(
      rule: "D18", shows: "a steady load of a table is told what provisioned capacity costs",
      stages: [100_000],
      common: app.merging(set("content: key-value, use: lookup")) { $1 },
      when: ["users.peakToAverage": "1.1", "users.activeShareAtPeak": "20%"],
      reversed: ["users.peakToAverage": "4", "users.activeShareAtPeak": "20%"],
      output: { $0.note("D18")?.contains("capacity provisioned for the whole peak") ?? false }),
    Reversal(
      rule: "D19", shows: "the month in which the working set leaves memory", common: app,
      when: ["data": "[{name: main, sizeGiB: 5, firstYearGiB: 50}]"],
      reversed: ["data": "[{name: main, sizeGiB: 5, firstYearGiB: 0}]"],
      output: { plan in
        guard let memory = plan.dataGrowth.first(where: { $0.resource == "memory" })?.months else {
          return false
        }
        let months = String(Int(memory.rounded(.up)))
        return plan.note("D19")?.contains("in \(months) month") ?? false
      }),
  ]

  @Test(arguments: rows) func fires(_ row: Reversal) throws { try row.fires() }

  @Test(arguments: rows) func isGone(_ row: Reversal) throws { try row.isGone() }
}

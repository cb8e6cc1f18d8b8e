import CapacityPlanning
import CatalogModel
import Foundation
import OptionScoring
import OrderedCollections
import Requirements
import Roadmap
import TestSupport
import Testing

/// What code reads from the catalog, and computes for its rules, is what the lists for the lint say.
@Suite struct ModelKeyTests {
  private static let cases: [Answers] = [
    ["team.skills": "[containers]", "objectives.availability": "0.999"],
    ["team.skills": "[serverless]", "users.flashCrowd": "6"],
    ["team.skills": "[linux]", "frontEnd.kind": "traditional"],
    ["team.kubernetesNeed": "ecosystem", "team.operations": "3"],
    [
      "api.staticAddresses": "true", "api.inlineAppliance": "true", "api.protocols": "[tcp]",
      "frontEnd.kind": "none",
    ],
    ["api.protocols": "[http, websocket]", "users.distantShare": "0.6"],
    ["api.protocols": "[graphql]", "api.edgeManagement": "true"],
    [
      "data":
        "[{name: a, content: key-value, use: hot-table, sizeGiB: 50}, {name: b, content: files}, {name: c, content: relational, sizeGiB: 500}]"
    ],
    ["jobs": "[{name: mail, runsPerDay: 1000, minutes: 5, checkpointable: true}]"],
    ["data": "[{name: m, content: time-series, ingestPerSecond: 5000}]"],
  ]

  private static func isListed(_ id: String) -> Bool {
    ModelKeys.all.contains { model in
      (model.facts + model.prices).contains { key in
        KeyPattern.matches(key, id) || KeyPattern.matches(String(key.prefix { $0 != "#" }), id)
      }
    }
  }

  @Test func everyKeyThatIsReadIsListed() throws {
    var catalog = try Bench.catalog(stages: [1, 10_000, 1_000_000])
    let reads = CatalogReads()
    catalog.reads = reads
    for answers in Self.cases {
      _ = try Planner(catalog: catalog).plan(Bench.requirements(answers))
    }
    // Rules name facts of their own, and shares of purchase options theirs.
    let conditions =
      catalog.decisions.values.flatMap { decision in
        decision.constraints.flatMap { $0.when + $0.require } + decision.criteria.flatMap(\.when)
      } + catalog.advice.flatMap(\.when)
    let named = conditions.compactMap(\.comparison.factID)
    let ruled = Set(named + named.map { String($0.prefix { $0 != "#" }) })
    let unlisted = reads.ids.filter { !Self.isListed($0) && !ruled.contains($0) }.sorted()
    #expect(unlisted == [], "add them to ModelKeys, so that `catalog lint` knows of them")
    #expect(reads.ids.count > 120)
  }

  /// Keys that no case above reads are found in the text of the code.
  @Test func everyKeyThatIsWrittenIsListed() throws {
    let pattern =
      #/(?:number|milliseconds|price)\(\s*"([a-z][A-Za-z0-9.\-]*(?:#[A-Za-z0-9.\-]+)?)"/#
    var unlisted: Set<String> = []
    var found = 0
    for module in ["CapacityPlanning", "Roadmap", "OptionScoring", "Uncertainty"] {
      let folder = RepositoryFiles.path("Sources/" + module)
      let paths = FileManager.default.subpaths(atPath: folder) ?? []
      for path in paths where path.hasSuffix(".swift") {
        let text = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
        for match in text.matches(of: pattern) {
          let key = String(match.1)
          // A key that ends in `#` or `.` goes on in code.
          guard key.contains("."), !key.hasSuffix("#"), !key.hasSuffix(".") else { continue }
          found += 1
          let base = String(key.prefix { $0 != "#" })
          if !Self.isListed(key) && !Self.isListed(base) { unlisted.insert(key) }
        }
      }
    }
    #expect(found > 60)
    #expect(unlisted.sorted() == [], "add them to ModelKeys, so that `catalog lint` knows of them")
  }

  @Test func everySignalIsListed() throws {
    let catalog = try #require(Bench.catalog)
    let known = SignalNames.all(with: catalog.decisions.keys)
    var computed: Set<String> = []
    for answers in Self.cases {
      let plan = try Bench.plan(answers)
      for decision in plan.last?.decisions ?? [] {
        computed.formUnion(decision.signals.map(\.name.text))
        for option in decision.optionSignals.values { computed.formUnion(option.map(\.name.text)) }
      }
    }
    #expect(computed.subtracting(known).sorted() == [])
    let shared = SignalNames.shared.union(SignalNames.later).union(SignalNames.dataSet)
    #expect(shared.subtracting(computed).sorted() == [])
  }
}

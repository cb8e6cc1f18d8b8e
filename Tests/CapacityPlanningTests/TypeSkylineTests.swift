import CatalogModel
import Testing

@testable import CapacityPlanning

/// Skylines of one ranking, each without some types.
@Suite struct TypeSkylineTests {
  /// What is made without a type is the front of all others: nothing is in it that one before it dominates,
  /// and nothing is missing that none does.
  @Test func frontsAreThoseOfTheTypesThatAreLeft() throws {
    let catalog = try #require(ShippedCatalog.catalog)
    let ranking = TypeRanking(catalog, legacyFamilies: [], purchase: nil)
    let whole = TypeSkyline(ranking)
    #expect(whole.machines.count > 10)
    for name in whole.machines.prefix(12).map(\.instance.name) {
      let front = TypeSkyline(ranking, without: [name]).machines.map(\.instance.name)
      #expect(!front.contains(name))
      let left = ranking.machines.filter { $0.name != name }
      for candidate in left {
        let better = left.filter {
          $0.precedes(candidate) && $0.isNoWorse(than: candidate)
        }
        #expect(front.contains(candidate.name) == better.isEmpty, "\(candidate.name)")
      }
    }
  }

  /// Through a memo, which keeps rankings and skylines, and without one.
  @Test func memoChangesNothing() throws {
    let catalog = try #require(ShippedCatalog.catalog)
    func rank() -> TypeRanking { TypeRanking(catalog, legacyFamilies: [], purchase: nil) }
    let memo = SizingMemo()
    let key = SizingMemo.RankingKey(variants: [:], purchase: "onDemand")
    for excluded: Set<String> in [[], ["t4g.small"], ["t4g.small", "db.t4g.micro"], []] {
      let known = memo.skyline(key, without: excluded, rank)
      let made = TypeSkyline(rank(), without: excluded)
      #expect(known.machines.map(\.instance) == made.machines.map(\.instance))
      for (engine, classes) in made.classes {
        #expect(known.classes[engine]?.map(\.instance) == classes.map(\.instance))
      }
    }
  }
}

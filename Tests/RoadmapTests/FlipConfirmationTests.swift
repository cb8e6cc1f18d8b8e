import CatalogModel
import OptionScoring
import Requirements
import Storage
import Testing

@testable import Roadmap

/// What quick trials of a divided system claim, and what is doubted of it.
@Suite struct FlipConfirmationTests {
  /// A flip of the travel platform, and all that a confirmation of it is made of.
  private struct Search {
    let confirmation: FlipConfirmation
    let flip: Flip
    let moves: [Move]

    func doubts(
      _ moves: [Move], of decision: DecisionAddress? = nil, reverses: Bool, to option: String?
    ) throws(Catalog.Gap) -> Bool {
      let decision = decision ?? flip.decision
      let claim = FlipConfirmation.Claim(decision: decision, moves: moves, reverses: reverses)
      let options = option.map { [decision: $0] } ?? [:]
      return try !confirmation.doubtful([claim], to: options).isEmpty
    }
  }

  private static func search(_ decision: DecisionAddress) throws -> Search {
    let planning = try FlipTests.example("travel-platform")
    let report = try #require(try FlipSearch(planning).report(of: [decision]))
    let flip = try #require(report.flip(of: decision))
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let memo = ReplayMemo(findsPresent: true, base: requirements, detail: .values)
    let replay = try #require(try planning.replay(.present, requirements, memo))
    let levers = planning.levers
    func trials(from starts: [SystemReplay.Start]) -> FlipTrials {
      FlipTrials(
        planning, .present, [decision: flip.from], levers: levers, from: starts, memo: memo)
    }
    let whole = trials(from: [])
    let quick = trials(from: try replay.trace.map { try $0.laidOut() })
    let moves = try flip.changes.map { change in
      let lever = try #require(levers.firstIndex { $0.path == change.lever.path })
      return Move(lever: lever, value: change.value, distance: change.distance)
    }
    _ = try quick.run([[], moves])
    return Search(
      confirmation: FlipConfirmation(
        planning: planning, stage: .present, memo: memo, quick: quick, whole: whole,
        isCancelled: { false }),
      flip: flip, moves: moves)
  }

  @Test func trueClaimsAreNotDoubted() throws {
    let search = try Self.search(DecisionAddress(unit: "booking", decision: "compute"))
    #expect(try !search.doubts(search.moves, reverses: true, to: search.flip.to))
    #expect(try !search.doubts([], reverses: false, to: search.flip.to))
  }

  @Test func falseClaimsAreDoubted() throws {
    let search = try Self.search(DecisionAddress(unit: "booking", decision: "compute"))
    #expect(try search.doubts([], reverses: true, to: search.flip.to))
    #expect(try search.doubts(search.moves, reverses: true, to: search.flip.from))
    #expect(try search.doubts(search.moves, reverses: false, to: search.flip.to))
  }

  /// A decision that no deployment takes is looked for in the whole system, and is not found there either.
  @Test func whatIsSaidOfADeploymentThatIsNotThereIsDoubted() throws {
    let search = try Self.search(DecisionAddress(unit: "booking", decision: "compute"))
    let nowhere = DecisionAddress(unit: "elsewhere", decision: "compute")
    #expect(try search.doubts(search.moves, of: nowhere, reverses: true, to: search.flip.to))
  }

  /// What no deployment decides by itself is planned as a whole.
  @Test func aFalseClaimAboutAnEdgeIsDoubted() throws {
    let search = try Self.search(
      DecisionAddress(decision: "integration", scope: "booking-payment"))
    #expect(try !search.doubts(search.moves, reverses: true, to: search.flip.to))
    #expect(try search.doubts(search.moves, reverses: false, to: search.flip.to))
    #expect(try search.doubts([], reverses: true, to: search.flip.to))
  }
}

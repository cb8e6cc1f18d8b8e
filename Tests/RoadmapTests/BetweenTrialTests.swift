import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Testing

@testable import Roadmap

/// Stops between two others whose stage is taken for granted.
@Suite struct BetweenTrialTests {
  /// Trials of an example, with the base and one end of a number tried.
  private struct Bracket {
    let trials: FlipTrials
    let side: LeverSide
    let high: Int
    let present: [DecisionAddress: String]

    init(_ example: String, _ path: String, to value: Double) throws {
      let planning = try FlipTests.example(example)
      let requirements = try #require(planning.requirements(of: planning.sheet))
      let memo = ReplayMemo(findsPresent: true, base: requirements, detail: .values)
      let replay = try #require(try planning.replay(.present, requirements, memo))
      present = Dictionary(
        replay.decisions.compactMap { address, decision in
          decision.chosen.map { (address, $0) }
        }, uniquingKeysWith: { first, _ in first })
      let levers = planning.levers
      trials = FlipTrials(planning, .present, present, levers: levers, from: [], memo: memo)
      side = try #require(
        LeverSide.all(levers).first {
          levers[$0.lever].path.text == path && $0.stops.contains(value)
        })
      high = try #require(side.stops.firstIndex(of: value))
      _ = try trials.run([[], [side.move(to: high)]])
    }

    func between(_ stop: Int, _ decision: DecisionAddress) -> BetweenTrial {
      BetweenTrial(
        moves: [side.move(to: stop)], asked: [(decision, [], [side.move(to: high)])])
    }
  }

  /// What is decided on what is taken for granted is what whole plans decide, of one deployment and of several.
  @Test(arguments: [
    ("webshop", "users.now", 200_000.0), ("marketplace", "requests[send].share", 0.5),
    ("travel-platform", "users.activeShareAtPeak", 0.05),
  ]) func stopsBetweenDecideAsWholePlansDo(
    _ example: String, _ path: String, _ value: Double
  ) throws {
    let asked = try Bracket(example, path, to: value)
    let whole = try Bracket(example, path, to: value)
    var compared = 0
    for stop in [asked.high / 4, asked.high / 2, asked.high - 1] {
      let move = asked.side.move(to: stop)
      let decisions = asked.present.keys.sorted { $0.text < $1.text }
      let results = try asked.trials.run(decisions.map { asked.between(stop, $0) })
      _ = try whole.trials.run([[move]])
      // Where one of them was planned as a whole, all were.
      guard asked.trials.stage(of: [move]) == nil else { continue }
      #expect(asked.trials.index(of: [move]) == whole.trials.index(of: [move]))
      for (decision, standings) in zip(decisions, results) {
        #expect(
          standings?[decision] == whole.trials.standing([move], of: decision), "\(decision.text)")
        compared += 1
      }
    }
    #expect(compared > 0)
  }

  /// Nothing is taken for granted any more of a decision that is distrusted.
  @Test func distrustedDecisionsArePlannedAsAWhole() throws {
    let bracket = try Bracket("marketplace", "requests[send].share", to: 0.5)
    let decision = DecisionAddress(unit: "mail", decision: "compute")
    let move = bracket.side.move(to: bracket.high / 2)
    _ = try bracket.trials.run([bracket.between(bracket.high / 2, decision)])
    #expect(bracket.trials.stage(of: [move]) == nil)
    #expect(bracket.trials.distrust([decision]))
    #expect(!bracket.trials.distrust([decision]))
    _ = try bracket.trials.run([bracket.between(bracket.high / 2, decision)])
    #expect(bracket.trials.stage(of: [move]) != nil)
    #expect(bracket.trials.tried.count == Set(bracket.trials.tried).count + 1)
  }

  /// A claim that does not hold is found by planning as a whole.
  @Test func falseClaimsAreMistaken() throws {
    let bracket = try Bracket("marketplace", "users.now", to: 1_200_000)
    let decision = DecisionAddress(unit: "shared", decision: "database")
    let end = [bracket.side.move(to: bracket.high)]
    #expect(try bracket.trials.mistaken([(decision, end, true), (decision, [], false)]).isEmpty)
    #expect(try bracket.trials.mistaken([(decision, end, false)]) == [decision])
    #expect(try bracket.trials.mistaken([(decision, [], true)]) == [decision])
  }
}

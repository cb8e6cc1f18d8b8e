import CatalogModel
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// Requirements of trials, of which most is resolved once, are those of the answers as a whole.
@Suite struct TrialDerivationTests {
  @Test(arguments: ["webshop", "ticket-alerts", "smart-meters", "marketplace", "travel-platform"])
  func changesComeToWhatAllAnswersDo(_ example: String) throws {
    let planning = try FlipTests.example(example)
    let derivation = TrialDerivation(planning.questionnaire, planning.sheet, planning.catalog)
    #expect(derivation.isPartial, "most is resolved once")
    let changes = planning.levers.flatMap(Self.changes)
    #expect(changes.count > 100)
    var refused = 0
    for (place, change) in changes.enumerated() {
      // Another one from elsewhere in the questionnaire along with it.
      let other = changes[(place * 7 + 31) % changes.count]
      for set in [[change], [change, other]] where set.count == 1 || other.lever != change.lever {
        let whole = planning.requirements(of: planning.changing(set))
        if whole == nil { refused += 1 }
        #expect(
          derivation.requirements(after: set) == whole,
          "\(set.map { "\($0.lever.path.text) = \($0.text)" })")
      }
    }
    #expect(refused > 0, "answers that are refused are among them")
    #expect(
      derivation.requirements(after: []) == planning.requirements(of: planning.sheet))
  }

  /// Every other choice, and numbers at twice and half their values and at the ends of what may be.
  private static func changes(of lever: AnswerLever) -> [ChangedAnswer] {
    var values = AnswerAlternatives.all(lever).map(\.value)
    if case .number(let kind) = lever.question.kind, case .number(let now) = lever.value {
      values += [now.likely * 2, now.likely / 2, kind.least, kind.greatest]
        .filter { $0 >= kind.least && $0 <= kind.greatest && $0 != now.likely }
        .map { .number(Estimate(kind.isInteger ? $0.rounded() : $0)) }
    }
    return values.map { ChangedAnswer(lever, to: $0, distance: 1) }
  }
}

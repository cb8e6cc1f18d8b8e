import OptionScoring
import Quantities
import Requirements
import Roadmap

/// Flips and refusals for programs.
enum WhyJSON {
  static func flips(_ report: FlipReport, to json: inout JSONWriter) {
    json.object { json in
      json.member("firm", report.firm.map(\.text))
      json.member("flips", each: report.flips, flip)
      json.member("method", method)
      json.member("plansTried", report.trials)
    }
  }

  /// How flips and remedies are obtained.
  static let method = Method.approximate(
    "search over plans, to two significant digits, each verified by planning"
  ).label

  static func flip(_ flip: Flip, to json: inout JSONWriter) {
    json.object { json in
      json.member("changes", each: flip.changes, change)
      json.member("decision", flip.decision.text)
      json.member("distance", flip.distance)
      json.member("from", flip.from)
      let stays = flip.holding.flatMap { holding in
        flip.changes.first.map { AnswerFormatter.text(holding, for: $0.lever.question) }
      }
      json.member("stays", orNull: stays)
      json.member("to", orNull: flip.to)
    }
  }

  static func refusal(_ refusal: Refusal, to json: inout JSONWriter) {
    json.object { json in
      json.member("conflicts", each: refusal.conflicts) { conflict, json in
        json.list(conflict.members) { member, json in
          json.object { json in
            json.member("answer", member.lever.path.text)
            json.member("remedy", orNull: member.remedy, change)
            json.member("value", member.lever.text)
          }
        }
      }
      json.member("gates", refusal.gates)
      json.member("method", method)
      json.member("plansTried", refusal.trials)
      json.member("rivals", each: refusal.rivals) { rival, json in
        json.object { json in
          json.member("chosen", rival.chosen)
          json.member("decision", rival.decision)
          json.member("pointsBehind", rival.behind.value)
          json.member("rival", rival.rival)
        }
      }
      json.member("together", each: refusal.together, change)
    }
  }

  private static func change(_ change: ChangedAnswer, to json: inout JSONWriter) {
    json.object { json in
      json.member("answer", change.lever.path.text)
      json.member("distance", change.distance)
      json.member("from", change.lever.text)
      json.member("isAnswered", change.lever.isAnswered)
      json.member("to", change.text)
    }
  }
}

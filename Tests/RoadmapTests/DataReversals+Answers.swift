import OptionScoring
import Roadmap

/// Answers that the rows of data and caches share, and what they look for.
extension DataReversals {
  static let app: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.skills": "[containers]",
  ]
  /// Many reads that a copy may answer, over a database whose processor is the limit.
  static let readHeavy: Answers = app.merging([
    "requests":
      "[{name: view, cpuMilliseconds: 2, reads: 20, writes: 0.05, cacheableShare: 95%}]",
    "data": "[{name: main, sizeGiB: 1, firstYearGiB: 1, staleSeconds: 60}]",
  ]) { $1 }
  static let uncacheable: Answers = [
    "requests": "[{name: view, cpuMilliseconds: 2, reads: 20, writes: 0.05, cacheableShare: 0}]"
  ]

  /// One set of data with some columns.
  static func set(_ columns: String) -> Answers {
    ["data": "[{name: main, sizeGiB: 5, firstYearGiB: 5, \(columns)}]"]
  }

  /// Whether the main set leaves SQL for one row's trigger and for no other.
  static func leaves(_ plan: Plan, for rule: String) -> Bool {
    plan.chosen("store") == "dynamodb"
      && plan.last?.decision("store")?.ranking.first?.contributions.filter {
        $0.criterion.hasPrefix("trigger-") && $0.points > .zero
      }.map(\.rule) == [rule]
  }

  /// Whether the SQL database itself gets another class.
  static func growsTheInstance(_ plan: Plan) -> Bool {
    plan.last?.steps.contains {
      $0.rule == "D13" && $0.kind == .resize && $0.personDays <= 1
        && $0.title.hasPrefix("Resize RDS") && $0.because.contains("no change of the code")
    } ?? false
  }

  /// Many reads that a copy may answer, for users who do without it for a while.
  static let tolerant = readHeavy.merging([
    "objectives.availability": "99%", "team.teams": "2",
  ]) { $1 }

  /// Whether Valkey is the cache, and its structures speak for it.
  static func bringsValkey(_ plan: Plan) -> Bool {
    plan.part("cache") == "elasticache-valkey"
      && plan.last?.decision("caching")?.ranking.first?.contributions.contains {
        $0.rule == "D17" && $0.points > .zero
      } ?? false
  }
}

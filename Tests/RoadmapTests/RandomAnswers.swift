import TestSupport

/// Answers at random within what a real system may be: some are left to be assumed.
struct RandomAnswers {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick(_ options: [String]) -> String {
    options[Int.random(in: 0..<options.count, using: &random)]
  }

  /// A value between two bounds, with equal weight for each order of magnitude.
  private mutating func magnitude(_ low: Int, _ high: Int) -> String {
    let power = Int.random(in: low...high, using: &random)
    return "\(Int.random(in: 1...9, using: &random))e\(power)"
  }

  mutating func answers() -> Answers {
    var answers: Answers = [
      "users.now": magnitude(0, 6), "users.activeShareAtPeak": pick(["0.1%", "1%", "5%", "30%"]),
      "users.actionsPerMinute": magnitude(-1, 1), "users.flashCrowd": pick(["1", "3", "20"]),
      "users.peakToAverage": pick(["1", "3", "10"]), "users.distantShare": pick(["0", "50%"]),
      "frontEnd.kind": pick(["static", "ssr", "native", "traditional", "none"]),
      "api.staticAddresses": pick(["true", "false", "false"]),
      "api.inlineAppliance": pick(["true", "false", "false", "false"]),
      "api.protocols": pick(["[http]", "[http, grpc]", "[http, websocket]", "[http, tcp]"]),
      "compute.stateful": pick(["true", "false"]),
      "objectives.availability": pick(["99%", "99.9%", "99.95%", "99.99%"]),
      "objectives.p95Milliseconds": pick(["100", "300", "1000"]),
      "objectives.compliance": pick(["[]", "[]", "[hipaa]"]),
      "system.runtime": pick(["go-rust", "node", "ruby", "jvm-dotnet"]),
      "team.skills": pick(["[linux]", "[containers]", "[serverless]", "[kubernetes, containers]"]),
      "team.operations": pick(["0.2", "1", "3"]), "team.teams": pick(["1", "1", "4"]),
    ]
    answers["requests"] =
      "[{name: a, share: 60%, reads: \(pick(["0", "1", "12"])), writes: \(pick(["0", "0.3"])), "
      + "cacheableShare: \(pick(["0", "50%", "95%"]))}, {name: b, share: 40%, reads: 2, writes: 1}]"
    answers["data"] =
      "[{name: main, accessShare: 70%, sizeGiB: \(magnitude(0, 3)), "
      + "staleSeconds: \(pick(["0", "60"]))}, {name: side, accessShare: 30%, "
      + "content: \(pick(["key-value", "documents", "relational"])), "
      + "use: \(pick(["general", "sessions", "lookup"]))}]"
    if answers["frontEnd.kind"] == "none" || answers["frontEnd.kind"] == "native" {
      answers["api.protocols"] = pick(["[http]", "[grpc]", "[tcp]", "[udp]"])
    }
    return answers
  }
}

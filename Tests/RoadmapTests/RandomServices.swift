import TestSupport

/// Random systems of two to five services with edges that never form a loop.
struct RandomServices {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick(_ options: [String]) -> String {
    options[Int.random(in: 0..<options.count, using: &random)]
  }

  mutating func answers() -> Answers {
    let count = Int.random(in: 2...5, using: &random)
    let names = ["ant", "bee", "cat", "dog", "eel"].prefix(count)
    var services: [String] = []
    var requests: [String] = []
    var data: [String] = []
    var edges: [String] = []
    for (index, name) in names.enumerated() {
      services.append(
        "{name: \(name), team: \(pick(["red", "blue", "red"])), deployedAlone: "
          + "\(pick(["true", "false"])), stateful: \(pick(["true", "false", "false"])), "
          + "protocols: \(pick(["[http]", "[grpc]", "[http, grpc]", "[udp]", "[http]"]))}")
      let share = index == 0 ? "100%" : "0"
      requests.append(
        "{name: r\(name), service: \(name), share: \(share), cpuMilliseconds: "
          + "\(pick(["1", "5", "40"])), reads: \(pick(["0", "2"])), writes: \(pick(["0", "1"]))}")
      let shared = index > 0 ? pick(["[]", "[]", "[\(names[index - 1])]"]) : "[]"
      data.append(
        "{name: d\(name), service: \(name), sharedWith: \(shared), accessShare: "
          + "\(100 / count)%, content: \(pick(["relational", "key-value", "files"]))}")
      guard index > 0 else { continue }
      let source = names[Int.random(in: 0..<index, using: &random)]
      edges.append(
        "{from: \(source), to: \(name), calls: \(pick(["0.1", "1", "3"])), waits: "
          + "\(pick(["true", "false"])), order: \(pick(["none", "key"])), conversation: "
          + "\(pick(["message", "request", "session"])), topology: \(pick(["many", "pool"]))}")
    }
    data[0] = data[0].replacing("\(100 / count)%", with: "\(100 - (count - 1) * (100 / count))%")
    return [
      "frontEnd.kind": pick(["static", "ssr", "native"]),
      "api.inlineAppliance": pick(["true", "false", "false"]),
      "objectives.availability": pick(["99%", "99.9%", "99.99%"]),
      "team.people": pick(["3", "12", "40"]), "team.operations": pick(["0.5", "2"]),
      "team.skills": pick(["[linux]", "[containers]", "[serverless]"]),
      "services": "[\(services.joined(separator: ", "))]",
      "requests": "[\(requests.joined(separator: ", "))]",
      "data": "[\(data.joined(separator: ", "))]", "edges": "[\(edges.joined(separator: ", "))]",
      "users.now": pick(["100", "20000"]),
    ]
  }
}

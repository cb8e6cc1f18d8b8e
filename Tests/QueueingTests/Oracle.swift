import Foundation
import Testing

/// Any JSON value, as the oracle files hold.
enum JSON: Decodable, Sendable, Hashable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([JSON])
  case object([String: JSON])
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  /// The member of an object; null when there is none.
  subscript(key: String) -> JSON {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  /// The elements of a list; none for anything else.
  var list: [JSON] { if case .list(let elements) = self { elements } else { [] } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var keys: Set<String> {
    if case .object(let members) = self { Set(members.keys) } else { [] }
  }
}

/// One case of an oracle file: inputs and what a correct solver gives for them.
struct OracleCase: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let kind: String
  let inputs: JSON
  let expected: JSON
  /// Whether independent sojourn times are exact, where they are assumed.
  let independence: String?

  var testDescription: String { id }

  /// A number among the inputs, which the test requires.
  func input(_ key: String) throws -> Double { try #require(inputs[key].number, "\(id) \(key)") }

  /// Whether the computed value of an expected quantity is within its tolerance.
  func expect(
    _ computed: Double, _ key: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expectAgreement(computed, expected[key], "\(id) \(key)", sourceLocation: sourceLocation)
  }
}

/// Checks `|computed - value| <= max(rel_tol |value|, abs_tol)`.
func expectAgreement(
  _ computed: Double, _ quantity: JSON, _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let value = try #require(
    quantity["value"].number, "\(name) is missing", sourceLocation: sourceLocation)
  let tolerance = max(
    (quantity["rel_tol"].number ?? 0) * value.magnitude, quantity["abs_tol"].number ?? 0)
  #expect(
    (computed - value).magnitude <= tolerance, "\(name): \(computed), not \(value)",
    sourceLocation: sourceLocation)
}

/// The oracle files in `Tests/Oracles`.
enum Oracle {
  private struct File: Decodable { let cases: [OracleCase] }

  /// All cases of a family; none when the file cannot be read, which `OracleCoverageTests` notices.
  static func cases(_ family: String) -> [OracleCase] {
    let place = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Oracles/\(family).json")
    guard let data = try? Data(contentsOf: place) else { return [] }
    return (try? JSONDecoder().decode(File.self, from: data))?.cases ?? []
  }

  /// The cases of one kind.
  static func cases(_ family: String, _ kind: String) -> [OracleCase] {
    cases(family).filter { $0.kind == kind }
  }
}

@Suite struct OracleCoverageTests {
  @Test(arguments: [
    (
      "a-markov",
      ["erlang_b": 26, "mmc": 39, "mmck": 23, "mmc_abandonment": 6, "mmc_min_servers": 11]
    ),
    (
      "b-general-service",
      ["mg1": 16, "mmc_ps": 8, "mg1_ps_mean": 3, "gimc": 6, "mdc": 5]
    ),
    ("b-simulated", ["ggc_simulated": 96, "mgc_ps_simulated": 56]),
    (
      "c-closed-networks",
      [
        "closed_single_class": 20, "closed_multi_class": 10, "mixed_multi_class": 3,
        "operational_bounds": 4,
      ]
    ),
    ("d-open-networks", ["open_multi_class": 7, "fcfs_path_percentiles": 11]),
    ("e-usl", ["usl_formula": 4, "usl_fit": 6, "usl_extrapolation": 5]),
    ("f-cache", ["lru_zipf": 56, "lru_exact_small": 7, "ttl_zipf": 4]),
    (
      "g-transients",
      [
        "mmc_transient": 6, "mmc_transient_abandonment": 2, "cold_start_single": 4,
        "cold_start_lifo": 8, "cold_start_simulated": 8,
      ]
    ),
  ])
  func everyKindHasItsTest(_ family: String, _ counts: [String: Int]) {
    let kinds = Dictionary(grouping: Oracle.cases(family), by: \.kind)
    #expect(kinds.mapValues(\.count) == counts)
  }
}

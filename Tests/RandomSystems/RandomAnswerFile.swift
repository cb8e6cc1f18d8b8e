import CatalogModel
import OrderedCollections
import Quantities
import RealModule
package import Requirements

/// The text of an answer file at random: every question and every column of the questionnaire, with
/// plain values, ranges, `unknown` and gaps.
///
/// Numbers lie within the limits of their questions, most near what is assumed without an answer and
/// some anywhere, evenly over the orders of magnitude. Answers may still contradict each other, so
/// that not every file is valid.
package struct RandomAnswerFile {
  private let questionnaire: Questionnaire
  private var random: SplitMix
  /// How many services the file has, which others refer to by name.
  private var services = 0

  /// - Parameter seed: The same seed gives the same file.
  package init(_ questionnaire: Questionnaire, seed: UInt64) {
    self.questionnaire = questionnaire
    random = SplitMix(seed: SplitMix.mixed(seed))
    services = random.fraction() < 0.6 ? 0 : 1 + random.index(below: 4)
  }

  /// How likely it is that a question is answered, `unknown` and a range among the answers.
  private static let answered = 0.6
  private static let unknown = 0.08
  private static let ranged = 0.15

  /// The text of the next file.
  package mutating func text() -> String {
    var groups: OrderedDictionary<String, [String]> = [:]
    var lines = ["schemaVersion: \(AnswerSheet.schemaVersion)"]
    for question in questionnaire.questions {
      let isNeeded = question.id == "system.region" || question.id == "services" && services > 0
      let isImpossible =
        services == 0 && ["services", "functions"].contains(question.id)
        || services < 2 && question.id == "edges"
        || Self.isJudgement(question)
      guard !isImpossible else { continue }
      guard isNeeded || chance(question.isMeasured ? 0.05 : Self.answered) else { continue }
      guard let value = value(of: question, named: nil) else { continue }
      let parts = question.id.split(separator: ".", maxSplits: 1)
      if parts.count == 2 {
        groups[String(parts[0]), default: []].append("\(parts[1]): \(value)")
      } else {
        lines.append("\(question.id): \(value)")
      }
    }
    for (group, entries) in groups {
      lines.append("\(group): {\(entries.joined(separator: ", "))}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a question is about what a plan is held to, not about the system.
  private static func isJudgement(_ question: Question) -> Bool {
    question.id == "gates" || question.id == "waivers"
  }

  private mutating func chance(_ share: Double) -> Bool { random.fraction() < share }

  /// A value as YAML; nil where the question has none that stands by itself.
  private mutating func value(of question: Question, named name: String?) -> String? {
    if question.fallback != nil, question.id != "system.region", question.id != "name",
      chance(Self.unknown)
    {
      if case .table = question.kind { return nil }
      return "unknown"
    }
    if question.id == "weights" {
      return "[{criterion: cost, times: \(random.index(below: 4))}]"
    }
    switch question.kind {
    case .line: return "\"a sentence\""
    case .date: return "2028-02-29"
    case .flag: return chance(0.5) ? "true" : "false"
    case .choice(let choices): return choices[random.index(below: choices.count)].id
    case .choices(let choices):
      let some = choices.filter { _ in random.fraction() < 1.3 / Double(choices.count) }
      return "[\(some.map(\.id).joined(separator: ", "))]"
    case .slug: return name ?? "random"
    case .slugs: return "[]"
    case .number(let kind): return number(kind, question.fallback)
    case .table(let table):
      return rows(of: table, count: question.id == "services" ? services : nil)
    }
  }

  private mutating func rows(of table: TableKind, count fixed: Int?) -> String {
    let most = min(4, table.greatestRows)
    let count = fixed ?? max(table.leastRows, random.index(below: most + 1))
    // Shares add up to one: all but the last row have one, and the last takes the rest.
    let isShared = table.columns.contains(where: Self.isShare)
    let list = (0..<count).map { index -> String in
      var entries: [String] = []
      for column in table.columns {
        if column.id == "name", case .columns? = column.fallback {
          continue
        } else if column.id == "name" {
          entries.append("name: \(table.rowName.prefix { $0 != " " })-\(index + 1)")
        } else if Self.isShare(column) {
          if isShared, count > 1, index < count - 1 {
            entries.append("\(column.id): \(100 / count)%")
          }
        } else if Self.isName(column) {
          if let value = reference(column, row: index) { entries.append("\(column.id): \(value)") }
        } else if chance(Self.answered), let value = value(of: column, named: nil) {
          entries.append("\(column.id): \(value)")
        }
      }
      return "{\(entries.joined(separator: ", "))}"
    }
    return "[\(list.joined(separator: ", "))]"
  }

  private static func isShare(_ column: Question) -> Bool {
    column.id == "share" || column.id == "accessShare"
  }

  private static func isName(_ column: Question) -> Bool {
    switch column.kind {
    case .slug, .slugs: true
    default: false
    }
  }

  /// A name of a service, a team or a domain; nil where the row does without.
  private mutating func reference(_ column: Question, row: Int) -> String? {
    func service(_ index: Int) -> String { "service-\(index % max(1, services) + 1)" }
    switch column.id {
    case "from": return services > 1 ? service(row) : nil
    case "to": return services > 1 ? service(row + 1) : nil
    case "service" where services > 0: return service(random.index(below: services))
    case "team": return "team-\(random.index(below: 3) + 1)"
    case "domain" where services > 0 && chance(0.3): return "domain-\(random.index(below: 2) + 1)"
    case "services" where services > 0: return "[\(service(random.index(below: services)))]"
    case "sharedWith" where services > 1 && chance(0.3): return "[\(service(row + 1))]"
    default: return nil
    }
  }

  private mutating func number(_ kind: NumberKind, _ fallback: Fallback?) -> String {
    var likely = (kind.least * max(kind.greatest, 1)).squareRoot()
    if case .value(.number(let estimate))? = fallback { likely = estimate.likely }
    let isWild = chance(0.1)
    func draw(_ fraction: Double) -> Double {
      let floor = max(kind.least, min(1e-4, kind.greatest))
      let ceiling = max(floor, kind.greatest)
      let drawn =
        isWild || likely <= 0
        ? floor * Double.exponential(fraction, of: min(ceiling, floor * 1e8) / floor)
        : likely * Double.exponential(fraction * 2 - 1, of: 12)
      return min(kind.greatest, max(kind.least, drawn))
    }
    guard chance(Self.ranged) else { return Self.text(draw(random.fraction()), kind) }
    let three = [random.fraction(), random.fraction(), random.fraction()].sorted().map(draw)
    return "{low: \(Self.text(three[0], kind)), likely: \(Self.text(three[1], kind)), "
      + "high: \(Self.text(three[2], kind))}"
  }

  /// A number of the file, with four digits behind the point at most.
  private static func text(_ number: Double, _ kind: NumberKind) -> String {
    if kind.isInteger { return DecimalText.fixed(number.rounded(), 0) }
    return DecimalText.exact(
      min(kind.greatest, max(kind.least, (number * 1e4).rounded() / 1e4)))
  }
}

extension SplitMix {
  /// A number from 0 to 1.
  fileprivate mutating func fraction() -> Double { Double.random(in: 0..<1, using: &self) }
}

extension Double {
  /// `base^exponent`.
  fileprivate static func exponential(_ exponent: Double, of base: Double) -> Double {
    base <= 0 ? 0 : .pow(base, exponent)
  }
}

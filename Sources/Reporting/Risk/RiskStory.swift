import Quantities
import Roadmap
import Uncertainty

/// What can be said of the ranges that several documents say alike.
struct RiskStory {
  let report: RiskReport

  /// A share of the variance below which an input is not named: 3 %, or three standard errors of what
  /// chance gives with so few samples.
  var leastWeight: Double { max(0.03, 3 * Sensitivity.noise(samples: report.samples)) }

  /// A share that an input explains; nothing where it may be chance.
  func weight(_ share: Double) -> String {
    share < leastWeight ? "" : DecimalText.fixed(share * 100) + " %"
  }

  /// An input with what it explains at the present load.
  struct Driver {
    let input: UncertainInput
    let weight: Weight
  }

  /// The inputs that matter, the most influential first.
  var drivers: [Driver] {
    guard let weights = report.present?.weights else { return [] }
    return zip(report.inputs, weights).map(Driver.init)
      .filter { $0.weight.greatest >= leastWeight }
      .sorted {
        ($1.weight.greatest, $0.input.name) < ($0.weight.greatest, $1.input.name)
      }
  }

  /// What each input explains, by its name.
  var weights: [String: Weight] {
    guard let weights = report.present?.weights else { return [:] }
    return Dictionary(
      zip(report.inputs.map(\.name), weights), uniquingKeysWith: { first, _ in first })
  }

  /// What to measure next: of each output the input that explains most of it.
  ///
  /// - Parameter quoted: How names of inputs are written.
  func measureNext(_ quoted: (String) -> String) -> [String] {
    let outputs: [(String, KeyPath<Weight, Double>)] = [
      ("the 99th percentile", \.p99), ("the cost", \.cost),
      ("the users that it carries", \.users),
    ]
    var found: [(name: String, outputs: [String])] = []
    for (title, output) in outputs {
      guard
        let most = drivers.max(by: {
          ($0.weight[keyPath: output], $1.input.name) < ($1.weight[keyPath: output], $0.input.name)
        }), most.weight[keyPath: output] >= leastWeight
      else { continue }
      let text =
        "\(DecimalText.fixed(most.weight[keyPath: output] * 100)) % of the variation of \(title)"
      if let place = found.firstIndex(where: { $0.name == most.input.name }) {
        found[place].outputs.append(text)
      } else {
        found.append((most.input.name, [text]))
      }
    }
    return found.map {
      "\(quoted($0.name)) explains \($0.outputs.joined(separator: " and "))."
    }
  }

  /// The range of an input as text: `1 to 10, likely 4 ms`.
  static func range(_ input: UncertainInput) -> String {
    let unit = input.unit.isEmpty ? "" : " " + input.unit
    func text(_ value: Double) -> String { DecimalText.significant(value, 4) }
    return "\(text(input.estimate.low)) to \(text(input.estimate.high)), likely "
      + text(input.estimate.likely) + unit
  }

  /// Who gave the range.
  static func origin(_ input: UncertainInput) -> String {
    switch input.origin {
    case .answer: "answered"
    case .assumption: "assumed"
    case .fact: "recalled fact"
    }
  }

  /// The largest parts of a regret: `compute +120, network -7`.
  static func parts(_ option: OptionRegret) -> String {
    option.parts.filter { $0.difference.magnitude >= 0.5 }.prefix(3)
      .map { part in
        let sign = part.difference > 0 ? "+" : "-"
        return "\(part.name) \(sign)\(NumberText.count(part.difference.magnitude))"
      }.joined(separator: ", ")
  }
}

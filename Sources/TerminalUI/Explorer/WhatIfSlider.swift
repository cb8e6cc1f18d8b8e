import Quantities
import RealModule
import Requirements

/// An answer, also one of a table's rows, that can be changed for a what-if: a number on a scale, or
/// options that follow each other.
struct WhatIfSlider: Hashable, Sendable {
  enum Scale: Hashable, Sendable {
    case number(NumberKind)
    case options([String])
  }

  let path: AnswerPath
  let question: Question
  let scale: Scale
  /// The answer, or what is assumed; of a range the likely number.
  let base: AnswerValue
  let value: AnswerValue
  let influence: Influence?

  /// What is asked, with the row that it is asked about.
  var title: String { path.cell.map { "\($0.name): \(question.ask)" } ?? question.ask }

  var isChanged: Bool { value != base }

  /// From a hundredth of the base to a hundred times it, within what the question allows.
  private func range(_ kind: NumberKind) -> (low: Double, high: Double) {
    let base = base.likely
    let center = base > 0 ? base : max(kind.least, 1)
    return (max(kind.least, center / 100), min(kind.greatest, center * 100))
  }

  /// The ends of the scale of logarithms, which has no zero.
  private func ends(_ kind: NumberKind) -> (low: Double, high: Double) {
    let range = range(kind)
    return (max(range.low, range.high / 1e6, 1e-9), range.high)
  }

  /// The place on the scale, from 0 to 1; of numbers by logarithms.
  var position: Double {
    switch scale {
    case .number(let kind):
      let (low, high) = ends(kind)
      guard high > low, value.likely > low else { return 0 }
      return min(1, Double.log(value.likely / low) / Double.log(high / low))
    case .options(let ids):
      guard ids.count > 1, let index = index(in: ids) else { return 0 }
      return Double(index) / Double(ids.count - 1)
    }
  }

  /// The value at a place on the scale.
  func value(at position: Double) -> AnswerValue {
    let position = min(1, max(0, position))
    switch scale {
    case .number(let kind):
      let (low, high) = ends(kind)
      guard high > low else { return base }
      let place = low * Double.pow(high / low, position)
      return .number(Estimate(Self.rounded(place, kind)))
    case .options(let ids):
      guard !ids.isEmpty else { return base }
      return option(ids[Int((position * Double(ids.count - 1)).rounded())])
    }
  }

  /// The value after some steps: of a number a twelfth of a decade each, to three digits; the options
  /// follow each other round.
  func stepped(_ steps: Int) -> AnswerValue {
    switch scale {
    case .number(let kind): return .number(Estimate(stepped(steps, kind)))
    case .options(let ids):
      guard !ids.isEmpty else { return base }
      let index = index(in: ids) ?? 0
      return option(ids[(index + steps.signum() + ids.count) % ids.count])
    }
  }

  private func stepped(_ steps: Int, _ kind: NumberKind) -> Double {
    let (base, value) = (base.likely, value.likely)
    let center = value > 0 ? value : max(kind.least, range(kind).high / 1000)
    var next = Self.rounded(center * Double.pow(10, Double(steps) / 12), kind)
    if kind.isInteger && next == value { next += steps > 0 ? 1 : -1 }
    // The base is a stop, so that a change can be taken back by the same key.
    if (value < base && next > base) || (value > base && next < base) { next = base }
    return min(kind.greatest, max(kind.least, next))
  }

  private static func rounded(_ value: Double, _ kind: NumberKind) -> Double {
    kind.isInteger
      ? value.rounded() : Double(DecimalText.significant(value, 3, grouped: false)) ?? value
  }

  private func index(in ids: [String]) -> Int? {
    switch value {
    case .choice(let id): ids.firstIndex(of: id)
    case .flag(let flag): ids.firstIndex(of: flag ? "yes" : "no")
    case .number, .choices, .text, .rows: nil
    }
  }

  private func option(_ id: String) -> AnswerValue {
    question.kind == .flag ? .flag(id == "yes") : .choice(id)
  }
}

extension AnswerValue {
  /// The likely number; 0 for what is none.
  fileprivate var likely: Double {
    if case .number(let estimate) = self { estimate.likely } else { 0 }
  }
}

package import CatalogModel
import Quantities

extension Comparison {
  /// Whether it holds for an answer.
  ///
  /// A number is compared by its likely value, a set of choices or rows by its size where the
  /// comparison is numeric. An answer of another type, no answer, and a comparison with a catalog
  /// fact do not hold.
  package func holds(for answer: AnswerValue?) -> Bool {
    switch self {
    case .atLeast(let operand): Self.compare(answer, operand, >=)
    case .atMost(let operand): Self.compare(answer, operand, <=)
    case .above(let operand): Self.compare(answer, operand, >)
    case .below(let operand): Self.compare(answer, operand, <)
    case .oneOf(let texts): answer?.word.map(texts.contains) ?? false
    case .noneOf(let texts): answer?.word.map { !texts.contains($0) } ?? false
    case .includes(let member): answer?.members.map { $0.contains(member) } ?? false
    case .excludes(let member): answer?.members.map { !$0.contains(member) } ?? false
    case .equals(let flag): answer == .flag(flag)
    }
  }

  private static func compare(
    _ answer: AnswerValue?, _ operand: Operand, _ holds: (Double, Double) -> Bool
  ) -> Bool {
    guard case .number(let bound) = operand, let value = answer?.magnitude else { return false }
    return holds(value, bound)
  }
}

extension AnswerValue {
  /// The word of a choice or a name.
  fileprivate var word: String? {
    switch self {
    case .choice(let id): id
    case .text(let text): text
    case .number, .choices, .flag, .rows: nil
    }
  }

  fileprivate var members: [String]? {
    if case .choices(let ids) = self { ids } else { nil }
  }

  fileprivate var magnitude: Double? {
    switch self {
    case .number(let estimate): estimate.likely
    case .choices(let ids): Double(ids.count)
    case .rows(let rows): Double(rows.count)
    case .choice, .flag, .text: nil
    }
  }
}

import Quantities

/// A number of an answer's unit, to be written in one of the spellings that the unit may have.
struct SpelledNumber {
  /// How much of a spelling's unit it is, and that as text.
  struct Amount {
    let value: Double
    let text: String
  }

  /// In the unit of the answer.
  let value: Double
  /// Nil for what is no number, which no spelling can write.
  private let number: NumberText?
  private let entries: [UnitTable.Entry]

  init(_ value: Double, in unit: AnswerUnit) {
    self.value = value
    number = value.isFinite ? NumberText(exactly: value) : nil
    entries = UnitTable.entries(unit)
  }

  /// The number in the unit of a spelling; nil for a spelling that the unit does not have.
  func amount(_ spelling: String) -> Amount? {
    guard let own = entries.first, let other = entry(spelling), let number else { return nil }
    let amount = UnitStep(from: own, to: other).apply(number)
    return Amount(value: amount, text: DecimalText.exact(amount))
  }

  /// Whether an amount, written with its spelling, is read as the same number again.
  func isRead(_ amount: Amount, as spelling: String) -> Bool {
    guard amount.value.isFinite, let own = entries.first, let other = entry(spelling) else {
      return false
    }
    let number = NumberText(exactly: amount.value, text: amount.text)
    return UnitStep(from: other, to: own).apply(number) == value
  }

  private func entry(_ spelling: String) -> UnitTable.Entry? {
    entries.first { $0.spelling == spelling }
  }
}

import CatalogModel
import Quantities

extension YAMLCursor {
  /// A text that is not empty; a plain number or flag counts as the text that stands in the file.
  package func text() -> String? {
    guard let scalar = scalar() else { return nil }
    if scalar.isNull {
      error("expected a text, found nothing", remedy: "write a value, or remove the key")
      return nil
    }
    if scalar.text.isEmpty {
      error("the text is empty", remedy: "write a value, or remove the key")
      return nil
    }
    return scalar.text
  }

  /// A finite number, plain and decimal, within the range.
  package func number(
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) -> Double? {
    guard let scalar = scalar() else { return nil }
    switch scalar.kind {
    case .number(let number):
      guard range.contains(number) else {
        error("\(scalar.text) is out of range", remedy: "write \(Self.words(for: range))")
        return nil
      }
      return number
    case .ambiguous(let remedy):
      error("expected a number, found \(summary)", remedy: remedy)
    case .text where scalar.isQuoted && YAMLScalar(scalar.text, isQuoted: false).isNumber:
      error("expected a number, found \(summary)", remedy: "remove the quotes")
    case .text, .flag, .null:
      error("expected a number, found \(summary)")
    }
    return nil
  }

  /// A whole number within the range.
  package func integer(in range: ClosedRange<Int> = Int(Int32.min)...Int(Int32.max)) -> Int? {
    guard let number = number(in: Double(range.lowerBound)...Double(range.upperBound)) else {
      return nil
    }
    guard let whole = Int(exactly: number) else {
      error("expected a whole number, found \(summary)")
      return nil
    }
    return whole
  }

  /// `true` or `false`, plain.
  package func flag() -> Bool? {
    guard let scalar = scalar() else { return nil }
    if case .flag(let flag) = scalar.kind { return flag }
    error("expected true or false, found \(summary)", remedy: "write true or false, without quotes")
    return nil
  }

  /// One of a fixed set of words.
  package func choice(among words: [String]) -> String? {
    guard let text = text() else { return nil }
    if words.contains(text) { return text }
    error(
      "`\(text)` is not one of \(words.joined(separator: ", "))",
      remedy: Spelling.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
        ?? "write one of these words")
    return nil
  }

  /// A case of an enumeration with raw texts.
  package func choice<Choice>(of type: Choice.Type) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    if case .scalar(let scalar) = node.content, !scalar.isNull,
      let choice = Choice(rawValue: scalar.text)
    {
      return choice
    }
    return choice(among: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
  }

  /// A list of texts.
  package func texts() -> [String]? {
    guard let elements = elements() else { return nil }
    let texts = elements.compactMap { $0.text() }
    return texts.count == elements.count ? texts : nil
  }

  /// A list of finite numbers.
  package func numbers() -> [Double]? {
    guard let elements = elements() else { return nil }
    let numbers = elements.compactMap { $0.number() }
    return numbers.count == elements.count ? numbers : nil
  }

  private static func words(for range: ClosedRange<Double>) -> String {
    let limit = Double.greatestFiniteMagnitude
    let low = DecimalText.exact(range.lowerBound)
    let high = DecimalText.exact(range.upperBound)
    if range.lowerBound == -limit { return "a number up to \(high)" }
    if range.upperBound == limit { return "a number from \(low)" }
    return "a number from \(low) to \(high)"
  }
}

extension YAMLScalar {
  /// Whether it is a finite decimal number.
  var isNumber: Bool {
    if case .number = kind { return true }
    return false
  }
}

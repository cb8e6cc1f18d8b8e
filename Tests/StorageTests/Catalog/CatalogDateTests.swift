import TestSupport
import Testing

@testable import Storage

@Suite struct CatalogDateTests {
  /// What a text is in the plain way: parts of digits, of the lengths and within the bounds of a date.
  private func slow(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = parts.map(\.utf8.count)
    guard lengths == [4] || lengths == [4, 2] || lengths == [4, 2, 2] else { return false }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count, numbers[0] >= 1990 else { return false }
    return zip(numbers.dropFirst(), [12, 31]).allSatisfy { (1...$1).contains($0) }
  }

  @Test(arguments: [
    "", "1", "2025", "1989", "1990", "9999", "2025-", "2025-1", "2025-01", "2025-12", "2025-13",
    "2025-00", "2025-1a", "2025-01-", "2025-01-1", "2025-01-01", "2025-01-31", "2025-01-32",
    "2025-01-00", "2025-02-31", "2025-01-011", "2025 01", "2025/01/01", "-025", "20-5-01-01",
    "２025", "+025", "2025-+1", "2025-01-é",
  ])
  func dates(_ text: String) {
    #expect(CatalogDate.isDate(text.utf8) == slow(text))
    // Of bytes that are in no one place as well.
    #expect(CatalogDate.isDate(AnyCollection(Array(text.utf8))) == slow(text))
    #expect(CatalogDate.isDay(text) == (slow(text) && text.utf8.count == 10))
  }

  @Test func randomTexts() {
    var random = SplitMix64(seed: 11)
    var dates = 0
    for _ in 0..<20_000 {
      var text = ""
      let length = [4, 7, 10, Int.random(in: 0...12, using: &random)].randomElement(using: &random)
      for place in 0..<(length ?? 0) {
        let isOdd = Int.random(in: 0..<24, using: &random) == 0
        let signs = (place == 4 || place == 7) != isOdd ? "-" : "0123919"
        text.append(signs.randomElement(using: &random) ?? "x")
      }
      #expect(CatalogDate.isDate(text.utf8) == slow(text), "\(text)")
      if slow(text) { dates += 1 }
    }
    #expect(dates > 200)
  }
}

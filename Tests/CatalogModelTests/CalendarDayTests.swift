import TestSupport
import Testing

@testable import CatalogModel

@Suite struct CalendarDayTests {
  /// What a text is by its parts, in the plain way.
  private func slow(_ text: String, padding: Bool) -> [Int]? {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    if padding, (1...2).contains(parts.count) {
      parts += Array(repeating: "01", count: 3 - parts.count)
    }
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard numbers[0] >= 1990, (1...12).contains(numbers[1]),
      (1...days[numbers[1] - 1]).contains(numbers[2])
    else { return nil }
    return numbers
  }

  private func expectSame(_ text: String) {
    let (day, first) = (CalendarDay(text), CalendarDay(padding: text))
    #expect(day.map { [$0.year, $0.month, $0.day] } == slow(text, padding: false), "\(text)")
    #expect(first.map { [$0.year, $0.month, $0.day] } == slow(text, padding: true), "\(text)")
  }

  @Test(arguments: [
    "", "2025", "2025-", "2025-1", "2025-12", "2025-13", "2025-00", "2025-12-", "2025-12-3",
    "2025-12-31", "2025-12-32", "2025-02-29", "2024-02-29", "2000-02-29", "2100-02-29",
    "2025-06-31", "2025-12-311", "1989", "1990", "9999-12-31", "10000-01-01", "２０２５", "2025 12",
    "2025/12/31", "-2025", "20251231", "2025-12-0é",
  ])
  func texts(_ text: String) { expectSame(text) }

  @Test func randomTexts() {
    var random = SplitMix64(seed: 3)
    var days = 0
    for _ in 0..<5_000 {
      var text = ""
      for place in 0..<Int.random(in: 0...11, using: &random) {
        let isMark = (place == 4 || place == 7) != (Int.random(in: 0..<20, using: &random) == 0)
        let signs = isMark ? "-" : place == 0 ? "12" : place == 5 || place == 8 ? "0123" : "0129"
        text.append(signs.randomElement(using: &random) ?? "x")
      }
      expectSame(text)
      if CalendarDay(padding: text) != nil { days += 1 }
    }
    #expect(days > 50)
  }
}

import Reporting
import TestSupport
import Testing

/// Differences in the format of `diff -u`.
@Suite struct UnifiedDiffTests {
  @Test func aChangeStandsBetweenThreeLines() {
    let old = (1...20).map { "line \($0)" }.joined(separator: "\n") + "\n"
    let new = old.replacing("line 10\n", with: "ten\nand a half\n")
    #expect(
      UnifiedDiff.text("a.md", from: old, to: new) == """
        --- a/a.md
        +++ b/a.md
        @@ -7,7 +7,8 @@
         line 7
         line 8
         line 9
        -line 10
        +ten
        +and a half
         line 11
         line 12
         line 13

        """)
  }

  @Test func filesComeAndGo() {
    #expect(
      UnifiedDiff.text("a", from: nil, to: "x\n") == "--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n")
    #expect(
      UnifiedDiff.text("a", from: "x\n", to: nil) == "--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n")
    #expect(UnifiedDiff.text("a", from: "x\n", to: "x\n").isEmpty)
    #expect(UnifiedDiff.text("a", from: "x", to: "x\n").contains("+x"))
  }

  /// A difference applied to the old text gives the new one.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5]) func randomDifferencesApply(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let old = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        "\(Int.random(in: 0...5, using: &generator))"
      }
      var new = old
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        if !new.isEmpty, Bool.random(using: &generator) {
          new.remove(at: Int.random(in: 0..<new.count, using: &generator))
        } else {
          new.insert("new", at: Int.random(in: 0...new.count, using: &generator))
        }
      }
      let text = { (lines: [String]) in lines.map { $0 + "\n" }.joined() }
      let difference = UnifiedDiff.text("f", from: text(old), to: text(new))
      #expect(try apply(difference, to: old) == new, "\(old) to \(new)")
    }
  }

  private func apply(_ difference: String, to old: [String]) throws -> [String] {
    var result: [String] = []
    var place = 0
    for line in difference.split(separator: "\n").dropFirst(2) {
      if let match = line.wholeMatch(of: /@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/) {
        let count = match.2.flatMap { Int($0) } ?? 1
        let start = try #require(Int(match.1)) - (count == 0 ? 0 : 1)
        result += old[place..<start]
        place = start
      } else if line.hasPrefix("+") {
        result.append(String(line.dropFirst()))
      } else {
        #expect(old[place] == line.dropFirst())
        if line.hasPrefix(" ") { result.append(String(line.dropFirst())) }
        place += 1
      }
    }
    return result + old[place...]
  }
}

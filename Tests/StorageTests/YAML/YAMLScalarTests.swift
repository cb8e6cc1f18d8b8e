import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct YAMLScalarTests {
  @Test(arguments: [
    ("0", 0), ("-1", -1), ("12.50", 12.5), ("1e3", 1000), ("2.5E-2", 0.025), ("900", 900),
    ("-0.1", -0.1), ("1e308", 1e308),
  ])
  func readsNumbers(_ text: String, _ value: Double) {
    #expect(YAMLScalar(text, isQuoted: false).kind == .number(value))
    #expect(YAMLScalar(text, isQuoted: true).kind == .text)
  }

  @Test(arguments: [
    ".nan", ".NaN", ".inf", "-.Inf", "1e400", "1:30", "017", "1_000", "0x1F", "0b1", "0o7", "+3",
    ".5", "5.", "-.5", "190:20:30", "yes", "No", "on", "OFF", "True", "FALSE", "y", "1:30:00.5",
  ])
  func takesNoSide(_ text: String) {
    guard case .ambiguous = YAMLScalar(text, isQuoted: false).kind else {
      Issue.record("\(text) is \(YAMLScalar(text, isQuoted: false).kind)")
      return
    }
  }

  @Test(arguments: [
    "2026-11-22", "2026-04", "1.2.3 beta", "-", "--", "10 GB", "a", "nan", "inf", "3d", "99.99 %",
    "1,000", "-x", "+x",
  ])
  func leavesText(_ text: String) {
    #expect(YAMLScalar(text, isQuoted: false).kind == .text)
  }

  @Test(arguments: ["", "~", "null", "NULL"])
  func readsNothing(_ text: String) {
    #expect(YAMLScalar(text, isQuoted: false).kind == .null)
    #expect(YAMLScalar(text, isQuoted: true).kind == .text)
  }

  /// What a plain scalar is by the notations of YAML 1.1 and JSON, as regular expressions say them.
  private func slow(_ text: String) -> YAMLScalar.Kind {
    func fits(_ pattern: String) -> Bool {
      text.range(of: "^(?:\(pattern))$", options: .regularExpression) != nil
    }
    if ["", "~", "null", "Null", "NULL"].contains(text) { return .null }
    if text == "true" || text == "false" { return .flag(text == "true") }
    if fits("(y|Y|yes|Yes|YES|n|N|no|No|NO|True|TRUE|False|FALSE|on|On|ON|off|Off|OFF)") {
      return .ambiguous(remedy: "word")
    }
    if fits("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?") {
      guard let number = Double(text), number.isFinite else { return .ambiguous(remedy: "finite") }
      return .number(number)
    }
    if fits("[-+]?\\.([nN][aA][nN]|[iI][nN][fF])") { return .ambiguous(remedy: "finite") }
    // Of another base, or of digits with what may stand between them, which in a date are hyphens.
    if fits("[-+]?0[xbo].*"), fits(".*[0-9].*") { return .ambiguous(remedy: "number") }
    if fits("[-+]?[-0-9_:.eE+]*[0-9][-0-9_:.eE+]*"), fits("[-+.0-9].*"), fits("[-+]?[^-]*|.*e.*") {
      return .ambiguous(remedy: "number")
    }
    return .text
  }

  private func expectSame(_ text: String) {
    let kind = YAMLScalar(text, isQuoted: false).kind
    switch (kind, slow(text)) {
    case (.ambiguous, .ambiguous): break
    case (let one, let other): #expect(one == other, "\(text)")
    }
    #expect(YAMLScalar(text, isQuoted: true).kind == .text)
  }

  @Test func randomScalarsAreThoseOfTheirNotation() {
    var random = SplitMix64(seed: 17)
    let words = [
      "0", "1", "9", "12", "007", "-", "+", ".", "e", "E", "_", ":", "x", "0x", "0b", "0o", "inf",
      ".nan", ".inf", "-.inf", "+.inf", "-.nan", "+.nan", "null", "Null", "~", "true", "True",
      "yes", "NO", "on", "y", "a", " ", "é",
      "1e3", "1.5", "123456789012345678901234567890", "1e400",
    ]
    var kinds: [String: Int] = [:]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined()
      expectSame(text)
      let name = String("\(YAMLScalar(text, isQuoted: false).kind)".prefix { $0 != "(" })
      kinds[name, default: 0] += 1
    }
    #expect(kinds.count == 5 && kinds.values.allSatisfy { $0 > 20 }, "\(kinds)")
  }
}

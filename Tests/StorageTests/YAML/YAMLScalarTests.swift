import Storage
import Testing

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
}

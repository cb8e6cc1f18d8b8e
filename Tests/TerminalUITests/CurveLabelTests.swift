import Testing

@testable import TerminalUI

/// Labels of a chart stand where nothing is in the way.
@Suite struct CurveLabelTests {
  static let sizes = [(60, 11), (71, 15), (111, 24)]

  /// The mark goes down through where a long label would begin.
  @Test(arguments: sizes)
  func theObjectiveIsNamedAlsoWhereAMarkIsInItsWay(_ width: Int, _ height: Int) {
    let chart = CurveChart(
      title: "", rates: (1...20).map { Double($0) * 25 },
      utilizations: (1...20).map { Double($0) * 0.049 },
      series: [.init(name: "p99", values: (1...20).map { 60 / (1 - Double($0) * 0.049) })],
      objective: 3_600_000, objectiveLabel: "p99 objective of an hour",
      marks: [.init(rate: 90, label: "now"), .init(rate: 338, label: "knee")], sentence: "")
    let text = chart.lines(width: width, height: height, glyphs: .full)
      .map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
    for label in ["p99 objective of an hour", "now", "knee"] {
      #expect(text.contains(label), "\(label) is missing in\n\(text)")
    }
  }
}

import Requirements
import TerminalUI
import TestSupport
import Testing

@Suite struct GoldenFrameTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 120, rows: 40),
  ]

  /// States to look at: a name and the keys that lead there.
  static let scenes: [(String, @Sendable (inout InterviewModel) -> Void)] = [
    ("start", { _ in }),
    (
      "entry",
      {
        $0.press(.pageDown)
        $0.type("250,000")
      }
    ),
    (
      "invalid",
      {
        $0.press(.pageDown)
        $0.type("many")
      }
    ),
    ("choice", { $0.press(.tab, .character("3")) }),
    ("choices", { $0.press(.tab, .tab, .down, .character(" ")) }),
    ("flag", { $0.press(.pageDown, .pageDown, .tab) }),
    ("table", { $0.press(.pageDown, .pageDown, .pageDown, .down, .enter, .escape) }),
    ("row", { $0.press(.pageDown, .pageDown, .pageDown, .enter, .tab) }),
    (
      "review",
      {
        $0.type("shop")
        $0.press(.control("o"))
      }
    ),
    ("result", { $0.press(.control("r"), .down, .down) }),
    ("help", { $0.press(.function(1)) }),
    ("preview", { $0.press(.control("p")) }),
    (
      "quit",
      {
        $0.type("shop")
        $0.press(.control("q"))
      }
    ),
    (
      "short",
      {
        $0.press(.function(2), .tab)
        $0.type("40")
      }
    ),
    ("saved", { _ = update(&$0, .saved($0.sheet, path: "shop.answers.yaml")) }),
  ]

  @Test(arguments: scenes.indices, sizes)
  func frame(_ scene: Int, _ size: Size) {
    let (name, play) = Self.scenes[scene]
    var model = Sample.interview(columns: size.columns, rows: size.rows)
    play(&model)
    expectSnapshot(
      view(model, size: size).goldenText, named: "\(name)-\(size.columns)x\(size.rows).txt")
  }

  @Test(arguments: [(76, 30), (60, 36), (39, 12), (20, 3), (300, 100)])
  func otherSizes(_ columns: Int, _ rows: Int) {
    let model = Sample.interview(columns: columns, rows: rows)
    expectSnapshot(
      view(model, size: model.size).lines.joined(separator: "\n") + "\n",
      named: "size-\(columns)x\(rows).txt")
  }

  @Test func asciiFramesAreASCII() {
    for (name, play) in Self.scenes {
      var model = Sample.interview(glyphs: .ascii)
      play(&model)
      let frame = view(model, size: model.size)
      #expect(frame.cells.allSatisfy { $0.scalar.isASCII }, "\(name)")
    }
  }
}

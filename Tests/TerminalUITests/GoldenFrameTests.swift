import Requirements
import SampleSessions
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
    ("overview", { $0.explore(.overview) }),
    (
      "why",
      {
        $0.explore(.overview)
        $0.press(.down, .enter)
      }
    ),
    (
      "load",
      {
        $0.explore(.load)
        $0.press(.right, .right, .pageDown)
      }
    ),
    ("decisions", { $0.explore(.decisions) }),
    ("capacity", { $0.explore(.capacity) }),
    ("cost", { $0.explore(.cost) }),
    ("roadmap", { $0.explore(.roadmap) }),
    ("failures", { $0.explore(.failures) }),
    ("templates", { $0.explore(.templates) }),
    (
      "template",
      {
        $0.explore(.templates)
        $0.press(.enter)
      }
    ),
    ("sources", { $0.explore(.sources) }),
    (
      "trial",
      {
        $0.explore(.whatIf)
        $0.press(.enter)
        $0.type("250")
      }
    ),
    (
      "what-if",
      {
        $0.explore(.whatIf)
        $0.press(.right, .right, .down)
        $0.answerAll($0.press(.right))
      }
    ),
    (
      "export",
      {
        $0.explore(.cost)
        $0.press(.character("e"))
      }
    ),
    (
      "units",
      {
        $0.divide()
        $0.explore(.load)
        $0.answerAll($0.press(.character("u")))
      }
    ),
    (
      "edited",
      {
        $0.type("shop")
        var sheet = AnswerSheet()
        sheet.set("system.name", to: .text("store"), in: Sample.questionnaire)
        sheet.set("system.region", to: .choice("sa-east-1"), in: Sample.questionnaire)
        _ = update(&$0, .edited(sheet))
      }
    ),
    (
      "naming",
      {
        $0.explore(.whatIf)
        $0.press(.right, .character("v"))
        $0.type("sale")
      }
    ),
    (
      "unreadable",
      {
        _ = update(
          &$0,
          .editRefused([
            "shop.answers.yaml:12:3: error: there is no question `users.nwo`; did you mean `users.now`?"
          ]))
      }
    ),
    (
      "finder",
      {
        $0.press(.character("/"))
        $0.type("how")
        $0.press(.down)
      }
    ),
    (
      "palette",
      {
        $0.press(.character(":"))
        $0.type("p")
      }
    ),
    (
      "recovery",
      {
        $0.offer(RecoveredSession(base: AnswerSheet(), actions: [.type("shop"), .undo]))
      }
    ),
    (
      "conflict",
      {
        _ = update(
          &$0,
          .saveConflicts([
            .init(question: "system.name", ours: .text("shop"), theirs: .text("store")),
            .init(question: "system.region", ours: nil, theirs: .choice("sa-east-1")),
          ]))
      }
    ),
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

  /// Every scene in a theme of fixed shades: which colors the runs of cells bear at each depth.
  @Test(arguments: Theme.allCases)
  func themes(_ theme: Theme) {
    var text = ""
    for depth in Theme.Depth.allCases {
      text += "\(depth): ground \(theme.ground(depth))\n"
      for ink in Style.Ink.allCases { text += "  \(ink) \(theme.color(ink, depth))\n" }
    }
    for (name, play) in Self.scenes {
      var model = Sample.interview()
      play(&model)
      text += "\n\(name)\n" + view(model, size: model.size).colorText(theme, .palette)
    }
    expectSnapshot(text, named: "theme-\(theme.rawValue).txt")
  }

  @Test(arguments: [(76, 30), (60, 36), (39, 12), (20, 3)])
  func otherSizes(_ columns: Int, _ rows: Int) {
    let model = Sample.interview(columns: columns, rows: rows)
    expectSnapshot(
      view(model, size: model.size).lines.joined(separator: "\n") + "\n",
      named: "size-\(columns)x\(rows).txt")
  }

  /// Every scene in every other form of signs, as text at the usual size.
  @Test(arguments: scenes.indices, [Glyphs.basic, .ascii])
  func signs(_ scene: Int, _ glyphs: Glyphs) {
    let (name, play) = Self.scenes[scene]
    var model = Sample.interview(glyphs: glyphs)
    play(&model)
    let frame = view(model, size: model.size)
    expectSnapshot(
      frame.lines.joined(separator: "\n") + "\n", named: "\(glyphs)-\(name)-80x24.txt")
    if glyphs == .ascii { #expect(frame.cells.allSatisfy { $0.scalar.isASCII }, "\(name)") }
  }

  /// Every scene at the edges of what is laid out differently, as text.
  @Test(
    arguments: scenes.indices, [(40, 10), (60, 15), (100, 44), (112, 30), (200, 60), (300, 100)])
  func layouts(_ scene: Int, _ size: (Int, Int)) {
    let (name, play) = Self.scenes[scene]
    var model = Sample.interview(columns: size.0, rows: size.1)
    play(&model)
    let lines = view(model, size: model.size).lines
    let end = lines.lastIndex { !$0.isEmpty } ?? 0
    expectSnapshot(
      lines[...end].joined(separator: "\n") + "\n", named: "\(name)-\(size.0)x\(size.1).txt")
  }
}

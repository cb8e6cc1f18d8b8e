import Foundation
import TestSupport
import Testing

/// The interview of the built program in a pseudo-terminal.
@Suite(.serialized) struct TerminalSessionTests {
  private func session(
    _ steps: [String], in folder: URL, options more: [String] = [], arguments: [String] = []
  ) throws -> ProgramRun {
    let script = RepositoryFiles.path("Tests/EndToEndTests/pty_session.py")
    let options = ["--size", "100x30", "--seconds", "120"] + more
    return try ProgramRun(
      executable: "/usr/bin/env",
      ["python3", script] + options + steps + ["--", ProgramRun.program] + arguments, in: folder)
  }

  @Test func anInterviewIsSavedAndItsFileCanBePlanned() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "wait:What is the system called?", "text:acme", "key:tab", "wait:region", "key:ctrl-s",
        "wait:saved", "key:ctrl-q", "exit:0", "restored",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let saved = try String(contentsOfFile: scratch.path("tenfold.answers.yaml"), encoding: .utf8)
    #expect(saved.contains("acme"))
    #expect(try ProgramRun(["plan", scratch.path("tenfold.answers.yaml")]).status == 0)
  }

  @Test func thePreviewShowsARecommendation() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      ["wait:USD/month", "screen", "key:ctrl-q", "exit:0", "restored"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Where the code runs"))
  }

  @Test(arguments: [["signal:TERM"], ["key:ctrl-c", "wait:unsaved answers", "key:q"]])
  func theTerminalIsRestoredOnTheWayOut(_ way: [String]) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // An interrupt throws away what was typed and not yet read.
    let steps = ["wait:What is the system called?", "text:xyzzy", "wait:xyzzy"] + way
    let run = try session(steps + ["exit", "restored"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func itFollowsTheSizeOfTheTerminal() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "wait:What is the system called?", "resize:40x10", "wait:called", "resize:200x60",
        "wait:Preview", "resize:20x4", "resize:100x30", "wait:Preview", "key:ctrl-q", "exit:0",
        "restored",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func aSimpleTerminalIsAskedLineByLine() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try ProgramRun(
      ["interview", "a.yaml", "--plain"], input: Data("acme\n:save\n:quit\n".utf8),
      in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("What is the system called?"))
    #expect(try String(contentsOfFile: scratch.path("a.yaml"), encoding: .utf8).contains("acme"))
  }

  @Test func aKilledSessionIsGoneOnWithAtTheSameField() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let killed = try session(
      [
        "wait:What is the system called?", "text:acme", "key:tab", "wait:region", "key:tab",
        "key:tab", "wait:How many people", "text:25", "wait:▸ 25", "signal:KILL", "exit:-9",
      ], in: scratch.url)
    #expect(killed.status == 0, "\(killed.errors)")
    #expect(!scratch.exists("tenfold.answers.yaml"))
    let resumed = try session(
      [
        "wait:was cut off", "key:enter", "wait:How many people", "wait:Back where it was left",
        "text:00", "key:ctrl-s", "wait:Saved to", "key:ctrl-q", "exit:0", "restored",
      ], in: scratch.url)
    #expect(resumed.status == 0, "\(resumed.errors)")
    let saved = try String(contentsOfFile: scratch.path("tenfold.answers.yaml"), encoding: .utf8)
    #expect(saved.contains("acme"))
    #expect(saved.contains("2500"))
    #expect(try scratch.files() == ["tenfold.answers.yaml"], "no journal stays behind")
  }

  /// A journal of the first version, whose last line was cut by a power loss.
  @Test func aJournalOfAnEarlierVersionIsGoneOnWith() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let journal = scratch.path(".a.yaml.session")
    try """
    tenfold session 1
    base\tschemaVersion: 1\\n
    focus\tsystem.name
    type\tacme
    save\tbegan
    save\tfailed
    focus\tusers.now
    type\t2500
    focus\tsys
    """.write(toFile: journal, atomically: true, encoding: .utf8)
    let killed = try session(
      [
        "wait:was cut off", "key:enter", "wait:How many people", "wait:Back where it was left",
        "text:0", "wait:▸ 25000", "signal:KILL", "exit:-9",
      ], in: scratch.url, arguments: ["interview", "a.yaml"])
    #expect(killed.status == 0, "\(killed.errors)")
    let run = try ProgramRun(
      ["interview", "a.yaml", "--plain"], input: Data("\n:save\n:quit\n".utf8), in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let saved = try String(contentsOfFile: scratch.path("a.yaml"), encoding: .utf8)
    #expect(saved.contains("acme"))
    #expect(saved.contains("25000"))
  }

  /// A line that is no text ends what is gone on with, whether it was cut within a character or damaged:
  /// what stands before it is kept, and what is left out is told.
  @Test(arguments: [(UInt8(0xC3), 1), (0xFF, 2)])
  func aJournalIsGoneOnWithUpToADamagedLine(_ byte: UInt8, _ lost: Int) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    var bytes = Array(
      "tenfold session 2\nbase\tschemaVersion: 1\\n\nfocus\tsystem.name\ntype\tacme\n".utf8)
    bytes += Array("focus\tusers.now\ntype\t25".utf8) + [byte] + Array("0\n".utf8)
    if lost == 2 { bytes += Array("focus\tsystem.region\n".utf8) }
    try Data(bytes).write(to: URL(fileURLWithPath: scratch.path(".a.yaml.session")))
    let run = try session(
      [
        "wait:was cut off", "key:enter", "wait:Back where it was left",
        "wait:\(lost) line\(lost == 1 ? "" : "s") of its journal", "key:ctrl-s", "key:ctrl-q",
        "exit:0",
        "restored",
      ], in: scratch.url, arguments: ["interview", "a.yaml"])
    #expect(run.status == 0, "\(run.errors)")
    let saved = try String(contentsOfFile: scratch.path("a.yaml"), encoding: .utf8)
    #expect(saved.contains("acme"))
    #expect(!saved.contains("now: 25"))
  }

  /// What a later version wrote is not understood, and not overwritten either.
  @Test func aJournalOfALaterVersionStaysForTheProgramThatWroteIt() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let journal = scratch.path(".a.yaml.session")
    let text = "tenfold session 9\nbase\tunknown\nleap\tusers.now\n"
    try text.write(toFile: journal, atomically: true, encoding: .utf8)
    let run = try ProgramRun(
      ["interview", "a.yaml", "--plain"], input: Data("acme\n:save\n:quit\n".utf8),
      in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("was cut off"))
    #expect(try String(contentsOfFile: journal, encoding: .utf8) == text)
    #expect(try scratch.files().sorted() == [".a.yaml.session", "a.yaml"])
  }

  @Test func aSecondSessionOnTheFileKeepsWhatTheFirstSaved() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let other = "\(ProgramRun.program) interview tenfold.answers.yaml --plain"
    let run = try session(
      [
        "wait:What is the system called?", "text:acme", "key:tab", "wait:region",
        "shell:printf ':go 4\\n2500\\n:save\\n:quit\\n' | \(other)", "key:ctrl-s",
        "wait:another session", "key:ctrl-q", "exit:0", "restored",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let saved = try String(contentsOfFile: scratch.path("tenfold.answers.yaml"), encoding: .utf8)
    #expect(saved.contains("acme"))
    #expect(saved.contains("2500"))
  }

  /// Every terminal type in both character sets: it paints, takes keys, and gives the screen back.
  @Test(
    arguments: [
      "xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "vt220", "xterm-mono",
    ], ["C.UTF-8", "C"])
  func itWorksOnEveryTerminalType(_ term: String, _ locale: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "wait:What is the system called?", "text:acme", "key:tab", "wait:region", "key:ctrl-q",
        "wait:unsaved answers", "key:q", "exit:0", "restored",
      ], in: scratch.url, options: ["--term", term, "--lang", locale])
    #expect(run.status == 0, "\(term) \(locale): \(run.errors)")
  }

  @Test func aTerminalThatCannotMoveItsCursorIsAskedLineByLine() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      ["wait:asking line by line", "wait:What is the system called?"], in: scratch.url,
      options: ["--term", "dumb"])
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Deaths by signal: the status tells which, and the terminal is as it was.
  @Test(arguments: [
    ("HUP", 129), ("INT", 0), ("ABRT", -6), ("SEGV", -11), ("BUS", -7), ("QUIT", -3),
  ])
  func everyDeathGivesTheTerminalBack(_ name: String, _ status: Int) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      ["wait:What is the system called?", "signal:\(name)", "exit:\(status)", "restored"],
      in: scratch.url)
    #expect(run.status == 0, "\(name): \(run.errors)")
  }

  @Test func thePlanIsExploredByKeysAlone() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "wait:USD/month", "key:f5", "wait:Objective", "key:2", "wait:Carries", "key:pgdn",
        "key:4", "wait:knee", "key:8", "wait:active in the busiest minute", "key:right",
        "wait:Verdict", "key:e", "wait:Export the plan", "key:m", "wait:Written to", "key:ctrl-q",
        "exit:0", "restored",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(scratch.exists("tenfold.roadmap.md"))
  }

  @Test func aSizeIsFoundByItsUnitAndTypedWithIt() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "wait:What is the system called?", "key:ctrl-f", "text:terabytes", "key:enter",
        "wait:How large is it today?", "text:2 TiB", "wait:▸ 2 TiB", "key:ctrl-s", "wait:Saved to",
        "key:ctrl-q", "exit:0", "restored",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let saved = try String(contentsOfFile: scratch.path("tenfold.answers.yaml"), encoding: .utf8)
    #expect(saved.contains("sizeGiB: 2 TiB"))
  }

  @Test func exportsFollowEachOtherAndReplaceNothing() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "wait:USD/month", "key:f5", "wait:Objective", "key:e", "wait:Export the plan", "key:m",
        "key:e", "wait:Export the plan", "key:j", "key:e", "wait:Export the plan", "key:m",
        "wait:roadmap-2.md", "key:ctrl-q", "exit:0", "restored",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try scratch.files().sorted() == [
        "tenfold.plan.json", "tenfold.roadmap-2.md", "tenfold.roadmap.md",
      ])
  }

  @Test func anInterviewFromEmptyToAPlanByKeysAlone() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // Past the last question of the short path comes the plan, where Tab only turns its pages.
    let tabs = (0..<30).map { _ in "key:tab" }
    let run = try session(
      ["wait:What is the system called?", "text:acme"] + tabs
        + ["key:1", "wait:Objective", "key:ctrl-s", "wait:Saved to", "key:ctrl-q", "exit:0"],
      in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ProgramRun(["plan", scratch.path("tenfold.answers.yaml")]).status != 65)
  }
}

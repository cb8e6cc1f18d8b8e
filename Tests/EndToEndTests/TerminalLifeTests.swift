import Foundation
import TestSupport
import Testing

/// What becomes of terminal and work when a session of the built program is stopped, killed, edited
/// beside, or given a hostile file.
@Suite(.serialized) struct TerminalLifeTests {
  private func session(
    _ steps: [String], in folder: URL, options more: [String] = [], program: [String]? = nil
  ) throws -> ProgramRun {
    let script = RepositoryFiles.path("Tests/EndToEndTests/pty_session.py")
    let options = ["--size", "100x30", "--seconds", "120"] + more
    let command = program ?? [ProgramRun.program, "interview", "a.yaml"]
    return try ProgramRun(
      executable: "/usr/bin/env", ["python3", script] + options + steps + ["--"] + command,
      in: folder)
  }

  private static let first = "wait:What is the system called?"

  @Test(arguments: [
    ("KILL", -9), ("ILL", -4), ("TRAP", -5), ("FPE", -8), ("TERM", 143),
  ])
  func everyDeathGivesTheTerminalBack(_ name: String, _ status: Int) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [Self.first, "text:acme", "signal:\(name)", "exit:\(status)", "restored", "screen"],
      in: scratch.url)
    #expect(run.status == 0, "\(name): \(run.errors)")
    if name == "KILL" { #expect(run.output.contains("tenfold was killed. What was typed is kept")) }
  }

  @Test func aClosedTerminalEndsTheSessionAndTheNextOneOffersIt() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session([Self.first, "text:acme", "closed:129"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let next = try session(
      [
        "wait:made 4 changes", "key:enter", "wait:acme", "key:ctrl-s", "wait:Saved to",
        "key:ctrl-q", "exit:0", "restored",
      ],
      in: scratch.url)
    #expect(next.status == 0, "\(next.errors)")
    let saved = try String(contentsOfFile: scratch.path("a.yaml"), encoding: .utf8)
    #expect(saved.contains("acme"))
  }

  @Test func aKillAfterTheTerminalWasLentLeavesItAlone() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "text:\(ProgramRun.program) interview a.yaml\\n", Self.first, "key:ctrl-z",
        "wait:Stopped", "text:kill -9 %1; echo do''ne\\n", "wait:done", "normal", "screen",
      ], in: scratch.url, options: ["--env", "PS1=ready> "],
      program: ["bash", "--norc", "--noprofile", "-i"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("tenfold was killed"))
  }

  @Test func aSuspendedSessionGoesOnWhereItWas() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        "text:\(ProgramRun.program) interview a.yaml\\n", Self.first, "text:acme", "key:ctrl-z",
        "wait:Stopped", "text:fg\\n", Self.first, "wait:acme", "text:-two", "wait:acme-two",
        "key:ctrl-s", "wait:Saved to", "key:ctrl-q", "wait:ready>", "normal",
      ], in: scratch.url, options: ["--env", "PS1=ready> "],
      program: ["bash", "--norc", "--noprofile", "-i"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try String(contentsOfFile: scratch.path("a.yaml"), encoding: .utf8).contains("acme-two"))
  }

  @Test func theEditorChangesTheFileAndTheSessionTellsWhat() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        Self.first, "text:acme", "key:ctrl-x", "wait:Changed in the file", "wait:now store",
        "wait:was acme", "key:esc", "key:f8", "gone:now store", "wait:acme", "key:ctrl-q", "key:q",
        "exit:0", "restored",
      ], in: scratch.url, options: ["--env", "VISUAL=", "--env", "EDITOR=sed -i s/acme/store/"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try String(contentsOfFile: scratch.path("a.yaml"), encoding: .utf8).contains("store"))
  }

  @Test func whatTheEditorChangedCanBeTakenBackAfterAKill() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let killed = try session(
      [
        Self.first, "text:acme", "key:ctrl-x", "wait:now store", "key:esc", "text:-two",
        "wait:store-two", "signal:KILL", "exit:-9",
      ], in: scratch.url, options: ["--env", "VISUAL=", "--env", "EDITOR=sed -i s/acme/store/"])
    #expect(killed.status == 0, "\(killed.errors)")
    let next = try session(
      [
        "wait:made 4 changes", "key:enter", "wait:store-two", "key:f8", "wait:→ store.", "key:f8",
        "wait:→ acme.", "key:f8", "wait:application", "key:ctrl-q", "key:q", "exit:0", "restored",
      ], in: scratch.url)
    #expect(next.status == 0, "\(next.errors)")
  }

  @Test func anEditedFileWithErrorsIsNotTakenOver() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        Self.first, "text:acme", "key:ctrl-x", "wait:cannot be read", "wait:sytsem", "key:esc",
        "wait:still has errors", "key:ctrl-q", "exit:0", "restored",
      ], in: scratch.url,
      options: ["--env", "VISUAL=", "--env", "EDITOR=sed -i s/^system:/sytsem:/"])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func anEditorThatIsNotThereIsSaid() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        Self.first, "text:acme", "key:ctrl-x", "wait:there is no editor", "key:ctrl-q", "exit:0",
        "restored",
      ], in: scratch.url, options: ["--env", "VISUAL=", "--env", "EDITOR=no-such-editor"])
    #expect(run.status == 0, "\(run.errors)")
  }

  /// The same journal, gone on with in full screen and line by line: the same bytes.
  @Test func lineModeEndsWithTheSameFileAndTheSamePlan() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let typed = try session(
      [
        Self.first, "text:acme", "key:tab", "wait:region", "key:down", "key:space", "key:tab",
        "key:tab", "wait:How many people", "text:2500", "key:f2", "key:pgdn", "key:pgdn",
        "key:ctrl-t", "signal:KILL", "exit:-9",
      ], in: scratch.url)
    #expect(typed.status == 0, "\(typed.errors)")
    let other = try Scratch()
    defer { other.remove() }
    let journal = try #require(try scratch.files().first { $0.hasSuffix(".session") })
    try FileManager.default.copyItem(atPath: scratch.path(journal), toPath: other.path(journal))
    let full = try session(
      ["wait:was cut off", "key:enter", "key:ctrl-s", "wait:Saved to", "key:ctrl-q", "exit:0"],
      in: scratch.url)
    #expect(full.status == 0, "\(full.errors)")
    let plain = try ProgramRun(
      ["interview", "a.yaml", "--plain"], input: Data("\n:save\n:quit\n".utf8), in: other.url)
    #expect(plain.status == 0, "\(plain.errors)")
    let answers = try [scratch, other].map {
      try Data(contentsOf: $0.url.appendingPathComponent("a.yaml"))
    }
    #expect(answers[0] == answers[1])
    let plans = try [scratch, other].map { folder in
      _ = try ProgramRun(["plan", "a.yaml", "--out", "plan"], in: folder.url)
      return try Data(contentsOf: folder.url.appendingPathComponent("plan/plan.json"))
    }
    #expect(plans[0] == plans[1])
  }

  @Test func aHostileFileCannotSendEscapeSequences() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let hostile = """
      schemaVersion: 1
      system:
        name: shop
      waivers:
        - gate: p99
          owner: "me\\e]0;pwned\\a\\e[31m"
          reason: "\\e[2J\\e]52;c;cHduZWQ=\\a nothing"
          expires: 2099-01-01
      """
    try hostile.write(toFile: scratch.path("a.yaml"), atomically: true, encoding: .utf8)
    let run = try session(
      [
        "wait:", "key:enter", "key:f3", "key:end", "key:f5", "key:ctrl-q", "exit", "restored",
        "unsent:\\e]0;", "unsent:\\e]52;",
      ], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: ["light", "dark", "safe", "own"])
  func everyThemeIsDrawnAtEveryDepthOfColor(_ theme: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for (term, color) in [("xterm", ""), ("xterm-256color", ""), ("xterm-256color", "truecolor")] {
      let run = try session(
        [Self.first, "wait:Preview", "key:ctrl-q", "exit:0", "restored"], in: scratch.url,
        options: [
          "--term", term, "--env", "COLORTERM=\(color)", "--env", "TENFOLD_THEME=\(theme)",
        ])
      #expect(run.status == 0, "\(theme) \(term) \(color): \(run.errors)")
    }
  }

  /// Without colors no sequence that sets one is sent.
  @Test func noColorMeansNone() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try session(
      [
        Self.first, "wait:USD/month", "key:ctrl-q", "exit:0", "unsent:\\e[31", "unsent:\\e[32",
        "unsent:\\e[36", "unsent:\\e[38;",
      ], in: scratch.url, options: ["--env", "NO_COLOR=1", "--env", "TENFOLD_THEME=dark"])
    #expect(run.status == 0, "\(run.errors)")
  }
}

import ArgumentParser

/// `tenfold interview`: the questions in a terminal, with the plan beside them.
struct InterviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interview",
    abstract: "Answer the questions in the terminal and see the plan change.",
    discussion: """
      Answers are read from and saved to the file. In a terminal that cannot move its cursor, or \
      with --plain, the same questions are asked line by line.

      In the session ? lists the keys, / finds a question, : a command, F5 shows the plan. What is \
      typed is kept in .FILE.session until the session ends, and offered again after a crash.

      NO_COLOR turns colors off; TENFOLD_THEME is own (the terminal's palette), light, dark, or safe, \
      which shows good and bad as blue and orange; TENFOLD_GLYPHS is full, basic (lines and shades \
      alone) or ascii. ^X opens the file in $VISUAL or $EDITOR.
      """)

  @Argument(help: ArgumentHelp("The answer file to write.", valueName: "file"))
  var file = Interview.standardFile

  @Flag(help: "Ask line by line, for screen readers and simple terminals.")
  var plain = false

  @OptionGroup var options: CatalogOptions

  @OptionGroup var project: ProjectOverlay

  func run() throws {
    let project = project.directory(besides: file)
    try Interview(
      file: file, isPlain: plain, tree: options.tree(project: project), project: project
    ).run()
  }
}

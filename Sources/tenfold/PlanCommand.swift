import ArgumentParser

/// `tenfold plan`: answers in, a plan out; many files in, many plans and a summary out.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan an architecture, its growth and its templates.",
    discussion: """
      Prints the verdict and the stages. With --out it writes roadmap.md, report.html, plan.json, \
      decisions, objectives as OpenSLO, a load test for k6 and, for each distinct architecture, \
      Terraform and CloudFormation; files that people added to the folder stay, and so does what they write between the marks of roadmap.md. Exits with 2 if an \
      objective or the budget is missed.

      --output writes documents of the plan to files of their own, several in one run: text, json, \
      markdown, html, comment (at most 65,536 characters) and summary (at most 1 MiB). --check writes \
      nothing, prints what --out would change, and exits with 3 if there is anything.

      Several files, a pattern in quotes, or a folder (all *.answers.yaml below it) make a portfolio: \
      each is planned by itself, --out gives each a folder of its own, and a summary tells of all. A \
      file that is wrong is told and stops no other; the exit code is that of the worst. --shard 2/5 \
      plans the second of five parts, so that five machines share the work.
      """)

  @Argument(
    help: ArgumentHelp(
      "The answer file; - for standard input; or several, patterns and folders.",
      valueName: "file"))
  var files: [String]

  @OptionGroup var settings: PlanningSettings

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the documents and templates to this folder.", valueName: "folder"))
  var out: String?

  @Flag(help: "Write nothing; print what --out would change and exit with 3 if there is anything.")
  var check = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Write a document of the plan to a file; may be repeated.", valueName: "kind=path"),
    completion: .file(), transform: OutputFile<PlanTask.Form>.init(argument:))
  var output: [OutputFile<PlanTask.Form>] = []

  @Option(
    help: ArgumentHelp(
      "A folder of your own templates, over those that ship.", valueName: "folder"))
  var templates: String?

  @Option(
    help: ArgumentHelp(
      """
      Draw the ranges so often, for every stage and with the regret of the choices; 0 for not at \
      all. Without it they are drawn a few times for the present load.
      """,
      valueName: "count"))
  var samples: Int?

  @Flag(help: "Search for what would reverse each decision, and write it with --out.")
  var flips = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Plan so many files at the same time; as many as there are cores if omitted.",
      valueName: "count"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Plan one of several parts of the files.", valueName: "part/parts"),
    transform: Shard.init(argument:))
  var shard: Shard?

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name an answer file.") }
    if files.count > 1 && files.contains("-") {
      throw ValidationError("Standard input is one plan; name files only for a portfolio.")
    }
    if check && out == nil {
      throw ValidationError("--check compares with the folder of --out: name it.")
    }
    if flips && out == nil {
      throw ValidationError(
        "--flips writes into the documents of --out; or use explain FILE flips.")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is \(jobs); it must be 1 to 1024.")
    }
    try output.checkPlaces()
    if task.isPortfolio,
      let wrong = output.first(where: { $0.form == .comment || $0.form == .html })
    {
      throw ValidationError(
        "A portfolio has no \(wrong.form.rawValue): text, json, markdown and summary can be written."
      )
    }
    guard let samples else { return }
    guard samples == 0 || (16...1_000_000).contains(samples) else {
      throw ValidationError("--samples is \(samples); it must be 0, or 16 to 1,000,000.")
    }
  }

  /// What the line asks for.
  var task: PlanTask {
    PlanTask(
      files: files, basis: settings.basis, out: out, checks: check, output: output,
      templates: templates, samples: samples, hasFlips: flips, jobs: jobs, shard: shard,
      format: format)
  }

  func run() throws { try task.run() }
}

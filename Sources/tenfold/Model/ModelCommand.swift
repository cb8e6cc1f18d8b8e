import ArgumentParser

/// `tenfold model`: the queueing core as an instrument of its own.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Solve queueing models, and check the solvers against reference vectors.",
    subcommands: [ModelSolveCommand.self, ModelCheckCommand.self])
}

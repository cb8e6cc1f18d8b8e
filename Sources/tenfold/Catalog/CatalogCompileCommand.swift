import ArgumentParser
import CatalogModel
import Storage

/// `tenfold catalog compile`: makes the form of the catalog that loads fastest.
struct CatalogCompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Parse the catalog's files ahead of time, so that every command starts faster.",
    discussion: """
      Writes compiled.bin into the folder of the catalog. It is used for those files alone that \
      are byte for byte what it was made from; a file that was changed since is read as it stands, \
      so that nothing is ever out of date. Values of a region are kept besides where there is \
      nothing to say about its files, and are used by the program that wrote them alone.
      """)

  @Flag(help: "Write nothing; exit 2 if it is missing or out of step with the files.")
  var check = false

  @OptionGroup var options: CatalogOptions

  func run() throws {
    let directory = try options.directory()
    let tree = FileTree(directory)
    let path = "\(directory.path)/\(CatalogCompiler.fileName)"
    if check {
      guard let stale = CatalogCompiler.outOfStep(tree) else {
        Console.write("\(path) does not exist\n")
        throw ExitCode(2)
      }
      for part in stale { Console.write("\(part): changed since it was compiled\n") }
      if !stale.isEmpty { throw ExitCode(2) }
      Console.write("\(path) is in step with the files\n")
      return
    }
    let outcome = CatalogCompiler.compile(tree)
    for file in outcome.skipped {
      Console.message("\(tree.display(file)): it does not parse and is left out")
    }
    do {
      try FileWriter.write(outcome.bytes, to: path, replacing: true)
    } catch {
      Console.message(error.message)
      throw ExitCode(73)
    }
    Console.write(
      "\(path): \(outcome.files) files, values of \(outcome.regions.kept) of "
        + "\(outcome.regions.all) regions, \(outcome.bytes.count) bytes\n")
    if !outcome.skipped.isEmpty { throw ExitCode(78) }
  }
}

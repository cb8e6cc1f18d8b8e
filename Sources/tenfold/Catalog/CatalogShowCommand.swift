import ArgumentParser
import CatalogModel
import Storage

/// `tenfold catalog show`: one service, fact, price, instance type or source in full.
struct CatalogShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a service, fact, price, instance type or source in full.")

  @Argument(
    help: """
      A service (lambda), a fact (lambda.timeoutSeconds), a price key (alb.hour), an instance type \
      (m7g.large, db.r7g.large) or a source.
      """)
  var id: String

  @Option(help: "The region that prices are of.")
  var region = "us-east-1"

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var options: CatalogOptions

  func run() throws {
    let catalog = try options.open(region: region)
    guard let entry = CatalogEntry(id, in: catalog) else {
      let guess = Spelling.nearest(to: id, among: CatalogEntry.ids(of: catalog))
      throw ValidationError(
        "The catalog has no '\(id)' in \(region)." + (guess.map { " Did you mean '\($0)'?" } ?? ""))
    }
    Console.write(format == .json ? try Console.json(entry) : entry.text)
  }
}

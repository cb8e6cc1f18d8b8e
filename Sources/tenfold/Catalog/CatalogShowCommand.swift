import ArgumentParser
import CatalogModel
import Storage

/// `tenfold catalog show`: one service, fact, price, instance type or source in full.
struct CatalogShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an option, service, fact, price, rule, instance type or source in full.",
    discussion: """
      With sources, dates, confidence and lifecycle, what overlays changed in it, and where it is \
      used: the rules that look at it and the models that read it.
      """)

  @Argument(
    help: """
      An option (compute/lambda), a service (lambda), a fact (lambda.timeoutSeconds), a price key \
      (alb.hour), a decision or rule (compute, compute/cost), an instance type (m7g.large, \
      db.r7g.large), a purchase option (reserved-1yr-none), a notice or a source.
      """)
  var id: String

  @Option(help: "The region that prices are of.")
  var region = "us-east-1"

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var options: CatalogOptions

  func run() throws {
    let catalog = try options.open(region: region)
    let lookup = CatalogLookup(catalog: catalog)
    guard let entry = lookup.entry(id) else {
      let guess = Spelling.nearest(to: id, among: lookup.ids)
      throw ValidationError(
        "The catalog has no '\(id)' in \(region)." + (guess.map { " Did you mean '\($0)'?" } ?? ""))
    }
    Console.write(format == .json ? try Console.json(entry) : entry.text)
  }
}

import ArgumentParser
import CatalogModel
import PriceLists
import Storage

/// `tenfold catalog update`: prices from AWS's own public price list.
struct CatalogUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Take prices from the offer files of AWS's public price list.",
    discussion: """
      Reads the bulk offer files, JSON or CSV, of one region or of all: of EC2, RDS, ElastiCache, \
      Lambda, ECS (Fargate), DynamoDB, load balancing, API Gateway, S3, CloudFront and data \
      transfer. What the catalog takes from them is told by Catalog/pricelists. Prints what \
      changes, then writes it with its date and source, all files or none; prices that the files \
      lack stay as they are. A file that is wrong or cut off changes nothing.

      Exit: 0 done; 3 something would change (--check --detailed-exitcode); 65 a file is wrong, \
      cut off, or changes a price more than tenfold; 66 a file is missing or cannot be fetched; \
      73 the catalog cannot be written; 78 the rules or the catalog are broken.
      """)

  @Argument(
    help: ArgumentHelp(
      "Offer files (also .gz), folders of them, addresses, or - for standard input.",
      valueName: "file"))
  var files: [String] = []

  @Flag(help: "Fetch the current files from AWS, with curl.")
  var fetch = false

  @Option(
    help: ArgumentHelp(
      "The offer, such as AmazonEC2: what --fetch fetches (all), or what the file must be.",
      valueName: "code"))
  var offer: [String] = []

  @Option(help: ArgumentHelp("The region that --fetch fetches (all of the catalog)."))
  var region: [String] = []

  @Option(help: ArgumentHelp("Fetch from this address instead of AWS's.", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Only print what would change.")
  var check = false

  @Flag(help: "With --check: exit 3 if something would change.")
  var detailedExitcode = false

  @Flag(help: "Take changes of more than tenfold, and files that lack many prices.")
  var force = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if fetch != files.isEmpty {
      throw ValidationError(
        fetch ? "--fetch and files exclude each other." : "Name an offer file, or say --fetch.")
    }
    if !fetch && (!region.isEmpty || baseURL != nil) {
      throw ValidationError("--region and --base-url need --fetch.")
    }
    if !fetch && offer.count > 1 { throw ValidationError("A file is of one --offer.") }
    if !options.overlay.isEmpty {
      throw ValidationError("--overlay does not fit here: what is updated is the catalog itself.")
    }
    if detailedExitcode && !check { throw ValidationError("--detailed-exitcode needs --check.") }
  }

  func run() throws {
    let updater = CatalogUpdater(try options.directory())
    // Held until the end, so that two updates never mix.
    let lock = check ? nil : DirectoryLock(updater.directory.path)
    if lock == nil && !check {
      Console.report([
        Diagnostic(
          .error, at: Place(file: updater.directory.path), "another update is at work here",
          remedy: "wait until it has ended")
      ])
      throw ExitCode(73)
    }
    let reading = updater.rules()
    Console.report(reading.diagnostics)
    guard let rules = reading.rules else { throw ExitCode(78) }
    let offers = try read(try sources(rules, updater), rules, updater)
    let (update, diagnostics) = updater.difference(offers, isForced: force)
    Console.report(diagnostics)
    if diagnostics.hasErrors {
      Console.message("Nothing is written.")
      throw ExitCode(update.diagnostics.hasErrors ? 65 : 78)
    }
    let report = UpdateReport(offers, update)
    Console.write(format == .json ? try Console.json(report) : report.text)
    if check {
      if detailedExitcode && !update.files.isEmpty { throw ExitCode(3) }
      return
    }
    do throws(FileWriteFailure) {
      try updater.write(update)
    } catch {
      Console.message("\(error.message)\nNothing is written.")
      throw ExitCode(73)
    }
    withExtendedLifetime(lock) {}
    Console.message(
      update.files.isEmpty ? "Nothing changes." : "\(update.files.count) files are written.")
  }

  /// What is read, with the offer that it must be of.
  private func sources(
    _ rules: PriceListRules, _ updater: CatalogUpdater
  ) throws -> [(source: OfferSource, offer: String?)] {
    let known = rules.mappings.map(\.offer)
    if let wrong = offer.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "Nothing is known about the offer '\(wrong)'. Known: \(known.joined(separator: ", ")).")
    }
    if let wrong = region.first(where: { !updater.regions.contains($0) }) {
      throw ValidationError(
        "The catalog has no region '\(wrong)'. Known: \(updater.regions.joined(separator: ", ")).")
    }
    guard !fetch else { return published(rules, updater) }
    return try files.flatMap { file in
      guard let sources = OfferSource.sources(named: file), !sources.isEmpty else {
        Console.report([
          Diagnostic(
            .error, at: Place(file: file), "there is no offer file here",
            remedy: "name a file that ends in .json or .csv, perhaps with .gz, or a folder of them")
        ])
        throw ExitCode(66)
      }
      return sources.map { ($0, offer.first) }
    }
  }

  /// The current files of AWS: of each region, or of all where prices have no region.
  private func published(
    _ rules: PriceListRules, _ updater: CatalogUpdater
  ) -> [(source: OfferSource, offer: String?)] {
    var base = baseURL ?? OfferSource.publicBase
    while base.hasSuffix("/") { base.removeLast() }
    let mappings = rules.mappings.filter { offer.isEmpty || offer.contains($0.offer) }
    return mappings.flatMap { mapping in
      let regions = region.isEmpty ? updater.regions : region
      return (mapping.isGlobal ? [nil] : regions.map(Optional.some)).map {
        (OfferSource.published(mapping.offer, region: $0, base: base), mapping.offer)
      }
    }
  }

  private func read(
    _ sources: [(source: OfferSource, offer: String?)], _ rules: PriceListRules,
    _ updater: CatalogUpdater
  ) throws -> [ReadOffer] {
    let loader = OfferLoader(rules, regions: Set(updater.regions))
    var offers: [ReadOffer] = []
    var diagnostics: [Diagnostic] = []
    var status: Int32 = 0
    for (source, offer) in sources {
      var bar = ProgressBar(source.name)
      defer { bar.clear() }
      do throws(OfferFailure) {
        offers.append(
          try loader.read(source, expected: offer) { done, all in bar.show(done, of: all) })
      } catch {
        switch error {
        case .unreadable(let diagnostic):
          diagnostics.append(diagnostic)
          status = 66
        case .wrong(let list):
          diagnostics += list
          if status == 0 { status = 65 }
        }
      }
    }
    guard diagnostics.isEmpty else {
      Console.report(diagnostics)
      Console.message("Nothing is written.")
      throw ExitCode(status)
    }
    return offers
  }
}

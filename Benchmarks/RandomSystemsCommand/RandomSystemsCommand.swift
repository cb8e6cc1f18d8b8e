import CatalogModel
import Foundation
import RandomSystems
import Requirements
import Storage

/// Plans random systems and audits the plans: `random-systems [COUNT] [FIRST-SEED] [FLIPS-EVERY]`.
///
/// Of every so many systems, of every 200th without the third number, what reverses its decisions is
/// searched as well, and each flip verified by a whole plan; 0 for none.
/// Seeds whose answers contradict each other are passed over and do not count. Prints each breach with
/// its seed, and at the end how many were planned, passed over and in breach, and the time; exits
/// with 1 where there was a breach.
@main enum RandomSystemsCommand {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let count = Int(arguments.first ?? 10_000)
    let first = arguments.dropFirst().first ?? 1
    let every = Int(arguments.dropFirst(2).first ?? 200)
    let tree = FileTree(SharedDirectory(path: "Catalog"))
    let regions = CatalogReader.regions(of: tree)
    guard let questionnaire = QuestionnaireReader.read(tree, regions: regions).questionnaire else {
      return fail("the questions cannot be read; run it in the repository")
    }
    var catalogs: [String: Catalog] = [:]
    for region in regions { catalogs[region] = CatalogReader.read(tree, region: region).catalog }
    let begin = Date()
    var seed = first
    var (planned, passedOver, wrong, searched, flips) = (0, 0, 0, 0, 0)
    while planned < count {
      defer { seed += 1 }
      guard let system = RandomSystem(seed: seed, questionnaire, catalogs) else {
        passedOver += 1
        continue
      }
      planned += 1
      var breaches = system.breaches(catalogs)
      if every > 0, planned % every == 0 {
        let reversals = system.flipBreaches(catalogs)
        breaches += reversals.breaches
        searched += 1
        flips += reversals.flips
      }
      if !breaches.isEmpty { wrong += 1 }
      for breach in breaches.prefix(5) { print("seed \(seed): \(breach)") }
    }
    let seconds = Int(Date().timeIntervalSince(begin).rounded())
    print(
      "\(planned) planned, \(passedOver) passed over, \(flips) flips of \(searched) verified, "
        + "\(wrong) in breach, \(seconds) s")
    exit(wrong == 0 ? 0 : 1)
  }

  private static func fail(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}

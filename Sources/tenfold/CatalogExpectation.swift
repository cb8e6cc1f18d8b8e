import ArgumentParser
import CatalogModel
import Foundation

/// A state of the catalog that a command insists on.
struct CatalogExpectation {
  private let digest: String
  private let region: String?

  /// Takes a hash of sixteen hexadecimal digits, or the `plan.json` that records one.
  ///
  /// - Throws: A validation error for anything else, exit code 66 for a file that is not there or
  ///   records no hash.
  init(_ text: String) throws {
    if text.count == 16, text.allSatisfy({ $0.isHexDigit }) {
      digest = text.lowercased()
      region = nil
      return
    }
    guard text.hasSuffix(".json") else {
      throw ValidationError(
        "--expect-catalog takes the 16 hexadecimal digits of a catalog's hash, or a plan.json, "
          + "not '\(text)'.")
    }
    guard let data = FileManager.default.contents(atPath: text) else {
      Console.message("\(text): error: the file is missing or cannot be read")
      throw ExitCode(66)
    }
    guard let plan = try? JSONDecoder().decode(RecordedPlan.self, from: data) else {
      Console.message("\(text): error: this is no plan.json; it records no hash of a catalog")
      throw ExitCode(66)
    }
    digest = plan.made.catalogDigest
    region = plan.made.region
  }

  /// Compares with the catalog that was opened.
  ///
  /// - Throws: Exit code 78 after saying what differs and what to do.
  func check(_ catalog: Catalog) throws {
    if catalog.digest == digest { return }
    let other = region.flatMap { $0 == catalog.region ? nil : " (made for \($0))" } ?? ""
    Console.message(
      """
      Catalog: error: the catalog is \(catalog.digest) in \(catalog.region), not \(digest)\(other)
        help: name the catalog and the overlays of that plan with --catalog and --overlay, or see \
      what changed with tenfold diff
      """)
    throw ExitCode(78)
  }

  private struct RecordedPlan: Decodable {
    let made: Made
    struct Made: Decodable {
      let catalogDigest: String
      let region: String
    }
  }
}

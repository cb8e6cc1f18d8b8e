package import CatalogModel
import Foundation

/// Where an offer file is: on disk, compressed or not, behind an address, or on standard input.
package enum OfferSource: Hashable, Sendable {
  case file(String)
  case address(String)
  case standardInput

  /// The source that an argument names; a folder stands for the offer files in it, sorted.
  ///
  /// - Returns: Nil where there is no such file or folder.
  package static func sources(named argument: String) -> [OfferSource]? {
    if argument == "-" { return [.standardInput] }
    if argument.hasPrefix("http://") || argument.hasPrefix("https://") {
      return [.address(argument)]
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
      return nil
    }
    guard isFolder.boolValue else { return [.file(argument)] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: argument)) ?? []
    let endings = [".json", ".csv", ".json.gz", ".csv.gz"]
    let files = names.filter { name in
      !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) }
    }
    return files.sorted().map { .file("\(argument)/\($0)") }
  }

  /// The file of an offer in a region, or that of all regions, below AWS's own address or another.
  package static func published(
    _ offer: String, region: String?, base: String
  ) -> OfferSource {
    let place = region.map { "/\($0)" } ?? ""
    return .address("\(base)/offers/v1.0/aws/\(offer)/current\(place)/index.csv")
  }

  /// AWS's public address of the bulk price list; nobody needs an account for it.
  package static let publicBase = "https://pricing.us-east-1.amazonaws.com"

  /// As diagnostics name it.
  package var name: String {
    switch self {
    case .file(let path): path
    case .address(let address): address
    case .standardInput: "standard input"
    }
  }

  /// How many bytes there are to read; nil where that is not known before.
  var size: Int? {
    guard case .file(let path) = self, !path.hasSuffix(".gz") else { return nil }
    return (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
  }

  /// The program whose output is the file; nil for a file that is read itself.
  var program: [String]? {
    switch self {
    case .file(let path) where path.hasSuffix(".gz"): ["gzip", "-dc", "--", path]
    case .address(let address):
      [
        "curl", "--fail", "--silent", "--show-error", "--location", "--proto", "=http,https",
        "--proto-redir", "=http,https", "--retry", "2", "--connect-timeout", "20",
        "--speed-limit", "1", "--speed-time", "60", "--", address,
      ]
    case .file, .standardInput: nil
    }
  }
}

/// Why an offer file gave no prices.
package enum OfferFailure: Error, Hashable, Sendable {
  /// There is nothing to read, or it broke off.
  case unreadable(Diagnostic)
  /// What was read is no whole offer file.
  case wrong([Diagnostic])
}

import CatalogModel
import Foundation

/// The worked answer files that ship with the program, in `Examples` beside the catalog.
package struct ExampleFiles: Hashable, Sendable {
  private static let suffix = ".answers.yaml"
  private let folder: String

  /// The examples beside a catalog.
  package init(besideCatalog catalog: SharedDirectory) {
    folder = catalog.path + "/../Examples"
  }

  /// The names, sorted: those of the files without `.answers.yaml`.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.suffix.count)) }.sorted()
  }

  /// The text of an example; nil for a name that is none.
  package func text(_ name: String) -> String? {
    guard names.contains(name) else { return nil }
    return try? String(contentsOfFile: folder + "/" + name + Self.suffix, encoding: .utf8)
  }
}

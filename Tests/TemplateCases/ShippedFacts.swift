import CatalogModel
import Foundation
package import Roadmap
import Storage

/// What the catalog beside the tests says for templates, for a system on Node.js.
package enum ShippedFacts {
  package static let node: TemplateFacts = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let directory = SharedDirectory(path: root.appendingPathComponent("Catalog").path)
    guard let catalog = CatalogReader.read(directory, region: "eu-central-1").catalog,
      let facts = try? TemplateFacts(catalog, runtime: "node")
    else { preconditionFailure("the catalog beside the tests does not load") }
    return facts
  }()
}

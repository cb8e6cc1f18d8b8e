import Foundation
import TestSupport
import Testing

/// Checks that templates leave out are on a closed list, and nothing else is.
@Suite struct TemplateSkipTests {
  @Test func whatIsLeftOutIsListedWithAReason() throws {
    let rows = try RepositoryFiles.rows("Templates/checkov-skips.tsv")
    #expect(rows.count <= 20)
    #expect(rows.allSatisfy { $0.count == 3 && $0[2].count > 10 })
    var used: Set<String> = []
    for (name, text) in TemplateFolder.texts {
      for match in text.matches(of: /(?:checkov:skip=|id: )(CKV2?_AWS_[0-9]+)/) {
        used.insert(String(match.output.1))
      }
      for match in text.matches(of: /checkov:skip=CKV2?_AWS_[0-9]+(.*)/) {
        #expect(match.output.1.count > 10, "\(name): \(match.output.0) gives no reason")
      }
    }
    #expect(used == Set(rows.map { $0[0] }))
  }
}

extension RepositoryFiles {
  /// The rows of a tab-separated table of the repository, without remarks.
  static func rows(_ path: String) throws -> [[String]] {
    let text = try String(contentsOfFile: RepositoryFiles.path(path), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t").map(String.init)
    }
  }
}

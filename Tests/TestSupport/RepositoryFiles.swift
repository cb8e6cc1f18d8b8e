/// Paths of the checkout that the tests were built from.
package enum RepositoryFiles {
  /// The path of a file or folder of the repository, such as `Catalog`.
  package static func path(_ relative: String, here: String = #filePath) -> String {
    // This file is Tests/TestSupport/RepositoryFiles.swift.
    let root = here.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return root.joined(separator: "/") + "/" + relative
  }
}

/// Paths of the checkout that the tests were built from.
package enum RepositoryFiles {
  /// The path of a file or folder of the repository, such as `Catalog`.
  package static func path(_ relative: String) -> String {
    let thisFile = #filePath  // Tests/TestSupport/RepositoryFiles.swift
    let root = thisFile.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return root.joined(separator: "/") + "/" + relative
  }
}

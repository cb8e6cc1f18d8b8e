import CatalogModel
import Foundation

/// A file as it was at a commit of the git repository around it.
///
/// The one place that starts another program; it reads and changes nothing.
package struct GitFile: Hashable, Sendable {
  /// The path of the file today.
  package let path: String
  /// What names a commit: a branch, a tag, a hash, `HEAD~3`.
  package let reference: String

  package init(path: String, reference: String) {
    self.path = path
    self.reference = reference
  }

  /// How messages call it: `main:shop.answers.yaml`.
  package var name: String {
    "\(reference):\(URL(fileURLWithPath: path).lastPathComponent)"
  }

  /// The bytes of the file at the commit, or why they cannot be had.
  package func bytes() -> Result<[UInt8], DiagnosticList> {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let file = URL(fileURLWithPath: path).lastPathComponent
    guard let inside = Self.git(["rev-parse", "--is-inside-work-tree"], in: folder) else {
      return failure("git could not be started", remedy: "install git, or name an older file")
    }
    guard inside.status == 0 else {
      return failure(
        "`\(folder)` is in no git repository",
        remedy: "compare with a file instead: tenfold diff OLD NEW")
    }
    let commit = ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"]
    guard Self.git(commit, in: folder)?.status == 0 else {
      return failure(
        "the repository has no commit `\(reference)`",
        remedy: "name a branch, a tag or a hash; a shallow clone may lack it (git fetch)")
    }
    // `./` makes the path relative to the folder instead of the top of the repository.
    guard
      let shown = Self.git(["show", "--end-of-options", "\(reference):./\(file)"], in: folder),
      shown.status == 0
    else {
      return failure(
        "`\(file)` was not there at `\(reference)`",
        remedy: "name a later commit, or compare with a file: tenfold diff OLD NEW")
    }
    return .success(shown.output)
  }

  private func failure(_ message: String, remedy: String) -> Result<[UInt8], DiagnosticList> {
    .failure(DiagnosticList([Diagnostic(.error, at: Place(file: path), message, remedy: remedy)]))
  }

  /// Runs git to its end; nil where it cannot be started.
  private static func git(
    _ arguments: [String], in folder: String
  ) -> (status: Int32, output: [UInt8])? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { return nil }
    // Reading to the end before waiting: a full pipe would stop the other program.
    let output = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    // env says 127 where there is no such program.
    return process.terminationStatus == 127 ? nil : (process.terminationStatus, output)
  }
}

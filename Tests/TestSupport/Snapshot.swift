import Foundation
package import Testing

/// Compares text with the file of that name in the folder `Snapshots` beside the calling test.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written instead, and the test fails, so
/// that a recording run cannot pass for a checking one. After the pattern of `assertSnapshot` in
/// apple/swift-argument-parser.
///
/// - Parameters:
///   - actual: The text to check; compared byte by byte.
///   - name: The file's name with its extension, such as `plan-help.txt`; unique in its folder.
///   - testFile: The calling test's file, which the folder stands beside.
///   - location: Where a failure is reported.
package func expectSnapshot(
  _ actual: String, named name: String, testFile: String = #filePath,
  at location: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    record(actual, in: file, of: folder, at: location)
    return
  }
  guard let expected = try? String(decoding: Data(contentsOf: file), as: UTF8.self) else {
    Issue.record(
      "No snapshot \(name); run the tests with RECORD_SNAPSHOTS=1 and look at what it wrote.",
      sourceLocation: location)
    return
  }
  guard Array(actual.utf8) != Array(expected.utf8) else { return }
  Issue.record(
    "Snapshot \(name) differs:\n\(lineDifference(from: expected, to: actual))",
    sourceLocation: location)
}

private func record(
  _ text: String, in file: URL, of folder: URL, at location: SourceLocation
) {
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("Recorded \(file.lastPathComponent).", sourceLocation: location)
  } catch {
    Issue.record("Cannot record \(file.path): \(error)", sourceLocation: location)
  }
}

/// The lines that were removed (`-`) and inserted (`+`), numbered as they stand in their own text.
private func lineDifference(from expected: String, to actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var lines: [(Int, String)] = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, let line, _): lines.append((offset * 2, "- \(offset + 1): \(line)"))
    case .insert(let offset, let line, _):
      lines.append((offset * 2 + 1, "+ \(offset + 1): \(line)"))
    }
  }
  return lines.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n")
}

import ArgumentParser
import Foundation
import Storage

/// The overlay of a project: a folder beside the answer file, used without being asked for.
struct ProjectOverlay: ParsableArguments {
  @Flag(
    name: .customLong("no-project-overlay"),
    help: "Leave out the overlay tenfold.catalog beside the answer file.")
  var isLeftOut = false

  /// The folder; nil where there is none, where it is to be left out, or where the answers come from
  /// standard input.
  func directory(besides answers: String) -> SharedDirectory? {
    isLeftOut ? nil : Self.directory(besides: answers)
  }

  /// The same where nothing is said about it.
  static func directory(besides answers: String) -> SharedDirectory? {
    guard answers != "-" else { return nil }
    let folder = (answers as NSString).deletingLastPathComponent
    let path =
      folder.isEmpty
      ? CatalogOptions.projectOverlay : "\(folder)/\(CatalogOptions.projectOverlay)"
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { return nil }
    return SharedDirectory(path: path)
  }
}

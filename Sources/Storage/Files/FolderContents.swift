import Foundation

/// Reads the names in a folder by the calls of the system: the file manager joins and bridges each of them,
/// which the first frame of a session would wait for.
enum FolderContents {
  /// The names without those that begin with a point, sorted; empty where there is no such folder.
  static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

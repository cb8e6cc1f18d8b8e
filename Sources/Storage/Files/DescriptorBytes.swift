import Foundation

/// An open file that is written to.
enum DescriptorBytes {
  /// Writes a whole text, going on where a signal or a full pipe cut a write short.
  ///
  /// - Returns: Whether everything is written; where it is not, `errno` tells why.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}

import Foundation

/// The exchange of two names in one step, which no reader can see the middle of.
enum FolderExchange {
  /// `renameat2` of the C library, which the platform's module does not declare.
  private typealias Rename =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// `RENAME_EXCHANGE` of `renameat2(2)`.
  private static let exchange: UInt32 = 2

  /// Swaps what two paths of one file system name.
  ///
  /// - Returns: False where the file system or the system cannot (Linux before 3.15, some network file
  ///   systems, other systems); nothing has changed then.
  static func swap(_ first: String, _ second: String) -> Bool {
    #if os(Linux)
      guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "renameat2") else { return false }
      let rename = unsafeBitCast(symbol, to: Rename.self)
      return rename(AT_FDCWD, first, AT_FDCWD, second, exchange) == 0
    #else
      return false
    #endif
  }
}

import CatalogModel
import Foundation

/// The bytes of an offer file, one chunk after the other.
///
/// A class, since it holds a file and perhaps a program, which end once. Addresses are read by `curl`
/// and compressed files by `gzip`: linking FoundationNetworking made the start of an empty program
/// half as long again (21 ms against 14 at best) and 12 MB larger, which every command would pay.
final class ByteStream {
  private let source: OfferSource
  private let descriptor: Int32
  private let process: Process?
  private let errors: Pipe?

  /// Opens the source.
  init(_ source: OfferSource) throws(OfferFailure) {
    self.source = source
    guard let program = source.program else {
      process = nil
      errors = nil
      if case .file(let path) = source {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw Self.failure(source, String(cString: strerror(errno))) }
      } else {
        descriptor = 0
      }
      return
    }
    let process = Process()
    let output = Pipe()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = program
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    // A copy of its own: the pipe's handle would close the descriptor when it goes.
    let copy = dup(output.fileHandleForReading.fileDescriptor)
    do {
      try process.run()
    } catch {
      close(copy)
      throw Self.failure(source, "\(program[0]) does not start")
    }
    descriptor = copy
    self.process = process
    self.errors = errors
  }

  /// Fills the buffer from its beginning; 0 is the end.
  func read(into buffer: inout [UInt8]) throws(OfferFailure) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { return count }
      if errno != EINTR { throw Self.failure(source, String(cString: strerror(errno))) }
    }
  }

  /// Checks that the program behind the bytes ended well.
  func checkEnd() throws(OfferFailure) {
    guard let process else { return }
    let text = errors.map { $0.fileHandleForReading.readDataToEndOfFile() } ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus != 0 else { return }
    let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first.map(String.init)
    let program = source.program?.first ?? "the program"
    throw Self.failure(source, line ?? "\(program) ended with \(process.terminationStatus)")
  }

  /// Closes the file and ends a program that still runs.
  func stop() {
    if descriptor > 0 { close(descriptor) }
    if let process, process.isRunning {
      process.terminate()
      process.waitUntilExit()
    }
  }

  private static func failure(_ source: OfferSource, _ reason: String) -> OfferFailure {
    let remedy =
      switch source {
      case .address:
        "check the address and the network, or give a file that was fetched before"
      case .file where source.program != nil:
        "check that the file is whole and compressed with gzip, and its rights"
      case .file, .standardInput: "check the file's name and rights"
      }
    return .unreadable(
      Diagnostic(
        .error, at: Place(file: source.name), "the file cannot be read: \(reason)", remedy: remedy))
  }
}

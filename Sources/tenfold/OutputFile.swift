import ArgumentParser
import CatalogModel
import Foundation
import Storage

/// A document of some form and where it goes, as `--output KIND=PATH` names them.
struct OutputFile<Form>: Sendable
where Form: RawRepresentable<String> & CaseIterable & Sendable {
  let form: Form
  /// The path of the file; `-` is standard output.
  let path: String

  /// Reads `KIND=PATH`.
  ///
  /// - Throws: What is expected instead.
  init(argument: String) throws {
    let kinds = Form.allCases.map(\.rawValue).joined(separator: ", ")
    guard let equals = argument.firstIndex(of: "=") else {
      throw ValidationError("Write it as KIND=PATH, with one of these kinds: \(kinds).")
    }
    guard let form = Form(rawValue: String(argument[..<equals])) else {
      throw ValidationError(
        "There is no kind '\(argument[..<equals])'; the kinds are \(kinds).")
    }
    let path = String(argument[argument.index(after: equals)...])
    guard !path.isEmpty else {
      throw ValidationError("After the = stands no path; - is standard output.")
    }
    self.form = form
    self.path = path
  }
}

extension [(path: String, text: String)] {
  /// Writes every document: files all together or none, then those for standard output.
  ///
  /// - Throws: Exit code 73 after saying why a file cannot be written.
  func write() throws {
    var files: [String: String] = [:]
    var streams: [(path: String, text: String)] = []
    for output in self where output.path != "-" {
      if OutputPath.isStream(output.path) {
        streams.append(output)
      } else {
        files[output.path] = output.text
      }
    }
    do throws(FileWriteFailure) {
      try FileSetWriter.write(files)
      for stream in streams { try OutputPath.write(VisibleText.of(stream.text), to: stream.path) }
    } catch {
      Console.message(error.message)
      throw ExitCode(73)
    }
    for output in self where output.path == "-" { Console.write(output.text) }
  }
}

extension Sequence {
  /// Checks that no two of several documents go to the same place.
  func checkPlaces<Form>() throws where Element == OutputFile<Form> {
    var seen: Set<String> = []
    for output in self where !seen.insert(output.path).inserted {
      throw ValidationError("Two outputs go to '\(output.path)': name a file for each.")
    }
  }
}

import Foundation

/// One run of the built program: what it printed where, and how it ended.
struct ProgramRun {
  let status: Int32
  let output: String
  let errors: String

  /// The program that the package built beside the tests.
  static var program: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("tenfold").path
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - input: What it reads on standard input.
  ///   - environment: Variables that differ from this process's.
  init(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
    in directory: URL? = nil
  ) throws {
    try self.init(
      executable: Self.program, arguments, input: input, environment: environment, in: directory)
  }

  /// Runs any executable to its end.
  init(
    executable: String, _ arguments: [String], input: Data = Data(),
    environment: [String: String] = [:], in directory: URL? = nil
  ) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // Files instead of pipes: a pipe that nobody drains stops a program that prints much.
    let files = ["in", "out", "err"].map { scratch.url.appendingPathComponent($0) }
    try input.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = directory }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
  }
}

/// A folder of its own for one test.
struct Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Whether there is a file of that name in the folder.
  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Writes a file and gives its path.
  func write(_ name: String, _ data: Data) throws -> String {
    try data.write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// The paths of all files below the folder, sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted()
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}

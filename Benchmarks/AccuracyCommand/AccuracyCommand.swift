import AccuracySuite
import Foundation
import Quantities
import Simulation

/// The accuracy suite from the command line, for `make accuracy` and for making its truth.
@main
enum AccuracyCommand {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("truth", 2): try makeTruth(URL(fileURLWithPath: arguments[1]), part: 0, of: 1)
    case ("truth", 4):
      guard let part = Int(arguments[2]), let parts = Int(arguments[3]), parts > part else {
        return usage()
      }
      try makeTruth(URL(fileURLWithPath: arguments[1]), part: part, of: parts)
    case ("cells", 1): print(AccuracyCells.all.map(\.id).joined(separator: "\n"))
    case ("report", 4):
      try report(truth: arguments[1], predictions: arguments[2], document: arguments[3])
    case ("references", 2): try References.print(URL(fileURLWithPath: arguments[1]))
    default: usage()
    }
  }

  private static func usage() {
    FileHandle.standardError.write(
      Data(
        """
        usage: accuracy cells                     the cases of the suite
               accuracy truth TABLE [PART PARTS]  simulate the cases that the table lacks (an hour)
               accuracy report TRUTH PREDICTIONS DOCUMENT
                                                  solve all cases, write predictions and report
               accuracy references FOLDER         the simulator beside the reference systems

        """.utf8))
    exit(64)
  }

  /// Solves all cases by the model and writes the table of predictions and the report.
  private static func report(truth: String, predictions: String, document: String) throws {
    var rows = [CellPrediction.header]
    for cell in AccuracyCells.all {
      let clock = ContinuousClock()
      let start = clock.now
      rows.append(cell.prediction().row)
      let time = clock.now - start
      if time > .seconds(2) {
        FileHandle.standardError.write(Data("\(cell.id) took \(time)\n".utf8))
      }
    }
    let table = rows.joined(separator: "\n") + "\n"
    try Data(table.utf8).write(to: URL(fileURLWithPath: predictions))
    let report = AccuracyReport(
      truth: try String(contentsOfFile: truth, encoding: .utf8), predictions: table)
    try Data(report.markdown.utf8).write(to: URL(fileURLWithPath: document))
  }

  /// Simulates what the table lacks, one row at a time, so that it can be broken off and taken up.
  ///
  /// Several processes share the work, each with a part of the cases and a table of its own.
  private static func makeTruth(_ table: URL, part: Int, of parts: Int) throws {
    let text = (try? String(contentsOf: table, encoding: .utf8)) ?? ""
    let done = Set(text.split(separator: "\n").compactMap { CellTruth(row: $0)?.id })
    if text.isEmpty { try Data((CellTruth.header + "\n").utf8).write(to: table) }
    let handle = try FileHandle(forWritingTo: table)
    try handle.seekToEnd()
    let missing = AccuracyCells.all.enumerated()
      .filter { $0.offset % parts == part && !done.contains($0.element.id) }.map(\.element)
    // Every seventh first, so that each family has some early.
    let order = (0..<7).flatMap { start in
      stride(from: start, to: missing.count, by: 7).map { missing[$0] }
    }
    for cell in order {
      let truth = try TruthRun().truth(of: cell)
      try handle.write(contentsOf: Data((truth.row + "\n").utf8))
      let widest = truth.values.map(\.interval.relativeHalfWidth).max() ?? 0
      FileHandle.standardError.write(
        Data("\(cell.id): \(truth.requests), \(DecimalText.significant(widest * 100, 2)) %\n".utf8))
    }
  }
}

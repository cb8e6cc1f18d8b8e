import ArgumentParser
import Foundation
import Reporting

extension PlanningInput {
  /// What documents are rendered from.
  func report(_ context: PlanningContext) throws -> ReportInput {
    try context.report(of: file)
  }
}

extension PlanningContext {
  /// What documents about the answers of a file are rendered from.
  func report(of file: String) throws -> ReportInput {
    ReportInput(
      plan: try plan(), catalog: catalog, version: Version.text, answersDigest: answersDigest,
      answersFile: file == "-" ? "standard input" : URL(fileURLWithPath: file).lastPathComponent)
  }
}

import ArgumentParser
import Foundation
import Reporting

extension PlanningInput {
  /// What documents are rendered from.
  func report(_ context: PlanningContext) throws -> ReportInput {
    ReportInput(
      plan: try context.plan(), catalog: context.catalog, version: Version.text,
      answersDigest: context.answersDigest,
      answersFile: file == "-" ? "standard input" : URL(fileURLWithPath: file).lastPathComponent)
  }
}

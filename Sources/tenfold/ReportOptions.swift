import ArgumentParser
import Foundation
import Reporting
import Roadmap

extension PlanningInput {
  /// What documents are rendered from.
  ///
  /// - Parameter samples: How often the ranges are drawn for the roadmap; 0 for not at all.
  func report(_ context: PlanningContext, samples: Int = 0) throws -> ReportInput {
    try context.report(of: file, samples: samples)
  }
}

extension PlanningContext {
  /// What documents about the answers of a file are rendered from.
  func report(of file: String, samples: Int = 0) throws -> ReportInput {
    let plan = try plan()
    let risk =
      samples > 0
      ? try risk(
        of: plan, .init(samples: samples, stages: plan.stages.indices.filter(plan.isDistinct)))
      : nil
    return ReportInput(
      plan: plan, catalog: catalog, version: Version.text, answersDigest: answersDigest,
      answersFile: file == "-" ? "standard input" : URL(fileURLWithPath: file).lastPathComponent,
      risk: risk)
  }
}

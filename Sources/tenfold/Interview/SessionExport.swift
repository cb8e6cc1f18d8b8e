import ArgumentParser
import Foundation
import Reporting
import Requirements
import Storage
import TerminalPlans
import TerminalUI

/// Writes what a session exports, beside the answer file; nothing that exists is replaced.
struct SessionExport: Sendable {
  let answersFile: String
  let questionnaire: Questionnaire
  let planner: InterviewPlanner

  /// The answer file's path without its endings.
  private var stem: String {
    var name = answersFile
    for suffix in [".yaml", ".yml", ".json", ".answers"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    return name
  }

  /// Writes one kind of export and tells where, or why not.
  func write(_ kind: Export, _ sheet: AnswerSheet) -> ExportResult {
    do {
      switch kind {
      case .variant(let name):
        let path = name.isEmpty ? freeVariant : "\(stem).\(name).answers.yaml"
        try FileWriter.write(
          AnswerFileWriter.text(sheet, questionnaire), to: path, replacing: false)
        return .written(path: path)
      case .markdown:
        return try write(sheet, to: free(".roadmap", ".md")) { RoadmapDocument($0).file }
      case .json: return try write(sheet, to: free(".plan", ".json")) { PlanDocument($0).file }
      case .everything: return try writeAll(sheet)
      }
    } catch let failure as FileWriteFailure {
      return .failed(failure.message)
    } catch {
      return .failed("the templates cannot be used, or the folder cannot be written")
    }
  }

  private func write(
    _ sheet: AnswerSheet, to path: String, _ render: (ReportInput) -> RenderedFile
  ) throws -> ExportResult {
    guard let report = planner.report(sheet) else { return .failed("there is no plan to write") }
    try FileWriter.write(render(report).contents, to: path, replacing: false)
    return .written(path: path)
  }

  private func writeAll(_ sheet: AnswerSheet) throws -> ExportResult {
    guard let report = planner.report(sheet) else { return .failed("there is no plan to write") }
    let folder = free(".plan", "")
    try PlanFiles(report: report, library: try PlanFiles.library(own: nil)).write(to: folder)
    return .written(path: folder)
  }

  private func free(_ kind: String, _ ending: String) -> String {
    FreePath.first(stem + kind, ending, exists: AnswerFileReader.exists)
  }

  private var freeVariant: String {
    FreePath.first(stem + ".variant", ".answers.yaml", exists: AnswerFileReader.exists)
  }
}

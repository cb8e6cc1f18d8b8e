import CatalogModel
import Requirements
import Roadmap

/// What decided the resource at a line of a plan's templates, found by rendering them again.
package struct TemplateOrigin: Hashable, Sendable {
  /// `aws_lb.alb`, or a logical id.
  package let resource: String
  /// What `explain` takes: the decision, with its unit where there are several; nil for what no
  /// decision put there.
  package let topic: String?
  /// The index of the stage, from 0.
  package let stage: Int
  /// Such as `05-over-10000-users`.
  package let stageName: String

  /// Why a line leads to no decision.
  package struct Refusal: Error {
    package let message: String
  }

  /// - Parameters:
  ///   - path: Of the file, as written; what stands before `templates/` may be anything.
  ///   - line: From 1.
  /// - Throws: `Refusal` for a path that the plan has no file at, or a line that has no resource;
  ///   what rendering throws.
  package init(_ input: ReportInput, library: TemplateLibrary, path: String, line: Int) throws {
    let folders = path.split(separator: "/").map(String.init)
    let stages = input.plan.stages.map(\.definition.id)
    guard let place = folders.lastIndex(where: stages.contains),
      let index = stages.firstIndex(of: folders[place])
    else {
      throw Refusal(
        message:
          "\(path) names no stage of this plan; stages are \(stages.joined(separator: ", ")).")
    }
    let wanted = "templates/" + folders[place...].joined(separator: "/")
    let files = try PlanTemplates(
      plan: input.plan, planDigest: input.answersDigest, library: library
    ).files(ofStage: index)
    guard let file = files.first(where: { $0.path == wanted }) else {
      let near = files.map(\.path).filter { $0.hasSuffix("/" + (folders.last ?? "")) }
      throw Refusal(
        message: "the plan has no file \(wanted)"
          + (near.isEmpty ? "." : "; it has \(near.joined(separator: ", "))."))
    }
    if let size = SizeLine(file, line: line) {
      let unit = Self.unit(of: input.plan, in: folders[(place + 1)...].map { $0 })
      guard let part = size.part, let decision = Self.decision(on: part, in: files, of: file.path)
      else {
        throw Refusal(
          message: "\(size.name) at line \(line) of \(wanted) is a choice of the environment.")
      }
      resource = size.name
      stage = index
      stageName = folders[place]
      topic = unit.map { "\($0).\(decision)" } ?? decision
      return
    }
    guard let trace = TemplateTrace(file.contents, line: line) else {
      throw Refusal(message: "no resource stands at line \(line) of \(wanted).")
    }
    resource = trace.resource
    stage = index
    stageName = folders[place]
    let unit = Self.unit(of: input.plan, in: folders[(place + 1)...].map { $0 })
    topic = trace.decision.map { decision in unit.map { "\($0).\(decision)" } ?? decision }
  }

  /// The decision on a part, as the resources of the same folder name it.
  private static func decision(on part: DecidedPart, in files: [RenderedFile], of path: String)
    -> String?
  {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/") + "/"
    for wanted in [part] + ResourceOrigin.standIns(for: part) {
      for file in files where file.path.hasPrefix(folder) {
        let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
        for number in lines.indices {
          guard lines[number].contains("# " + TraceComments.mark),
            let trace = TemplateTrace(file.contents, line: number + 2),
            ResourceOrigin.part(ofAddress: trace.resource, in: lines, at: number + 1) == wanted
          else { continue }
          return trace.decision
        }
      }
    }
    return nil
  }

  /// The unit that a file belongs to: a folder of Terraform, or a template of CloudFormation.
  private static func unit(of plan: Plan, in folders: [String]) -> String? {
    guard let composition = plan.composition, composition.isDivided, folders.count >= 2 else {
      return nil
    }
    let name = folders[0] == "cloudformation" ? String(folders[1].dropLast(5)) : folders[1]
    return composition.units.map(\.unit.name).first { SystemRoot.folder($0) == name }
  }
}

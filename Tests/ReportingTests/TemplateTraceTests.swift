import CapacityPlanning
import Foundation
import OptionScoring
import Reporting
import Roadmap
import TestSupport
import Testing

/// Each resource says what decided it, and a line of a template leads back to the decision.
@Suite struct TemplateTraceTests {
  @Test(arguments: ExamplePlan.allCases) func everyResourceIsTraced(_ example: ExamplePlan) throws {
    let input = try example.input()
    let templates = StageTemplates(
      plan: input.plan, planDigest: "0", library: try TemplateFolder.library())
    let stages = input.plan.distinctStages
    for (index, stage) in stages.enumerated() {
      let decisions = Set(stage.planned.decisions.map(\.id))
      for file in try templates.files(ofStage: index) where file.path.hasSuffix(".tf") {
        let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.hasPrefix("resource \"") {
          let trace = try #require(TemplateTrace(file.contents, line: number + 1))
          let words = line.split(separator: "\"")
          #expect(trace.resource == "\(words[1]).\(words[3])")
          let remark = lines[number - 1]
          #expect(remark.contains("ecided: "), "\(file.path):\(number + 1)")
          if let decision = trace.decision { #expect(decisions.contains(decision)) }
        }
      }
    }
  }

  @Test(arguments: [
    ("templates/06-over-10000-users/terraform/data.tf", "aws_db_", "database"),
    ("anywhere/templates/06-over-10000-users/terraform/compute.tf", "aws_ecs_", "compute"),
    ("06-over-10000-users/cloudformation/template.yaml", "Database", "database"),
  ])
  func linesLeadToTheirDecision(_ path: String, _ resource: String, _ topic: String) throws {
    let input = try ExamplePlan.webshop.input()
    let library = try TemplateFolder.library()
    let files = try StageTemplates(
      plan: input.plan, planDigest: input.answersDigest, library: library
    )
    .files()
    let suffix = path.split(separator: "/").suffix(3).joined(separator: "/")
    let file = try #require(files.first { $0.path.hasSuffix(suffix) })
    let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(
      lines.firstIndex {
        $0.hasPrefix("resource \"\(resource)") || $0 == "  \(resource):"
      })
    for offset in [0, 1, 2] {
      let origin = try TemplateOrigin(
        input, library: library, path: path, line: line + offset)
      #expect(origin.resource.hasPrefix(resource))
      #expect(origin.topic?.hasPrefix(topic) == true)
      #expect(origin.stage == 5)
    }
  }

  @Test(arguments: [
    ("terraform/terraform.tfvars.json", "\"app_minimum\"", "app_minimum", "compute"),
    ("terraform/terraform.tfvars.json", "\"database_class\"", "database_class", "database"),
    ("terraform/variables.tf", "variable \"database_class\"", "database_class", "database"),
    ("cloudformation/parameters.json", "\"DatabaseClass\"", "DatabaseClass", "database"),
    ("cloudformation/template.yaml", "  AppMinimum:", "AppMinimum", "compute"),
  ])
  func linesOfSizesLeadToTheirDecision(
    _ path: String, _ text: String, _ size: String, _ topic: String
  ) throws {
    let input = try ExamplePlan.webshop.input()
    let library = try TemplateFolder.library()
    let whole = "templates/06-over-10000-users/" + path
    let files = try StageTemplates(
      plan: input.plan, planDigest: input.answersDigest, library: library
    ).files()
    let file = try #require(files.first { $0.path == whole })
    let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains(text) })
    let origin = try TemplateOrigin(input, library: library, path: whole, line: line + 1)
    #expect(origin.resource == size)
    #expect(origin.topic?.hasPrefix(topic) == true, "\(origin.topic ?? "")")
  }

  /// What units share and what lies between them is traced as well.
  @Test(arguments: SeveralServices.allCases)
  func networkAndEdgesAreTraced(_ example: SeveralServices) throws {
    let input = try example.input()
    let library = try TemplateFolder.library()
    let files = try SystemTemplates(
      plan: input.plan, planDigest: input.answersDigest, library: library
    ).files()
    for folder in ["/terraform/network/", "/terraform/between/"] {
      let code = files.filter { $0.path.contains(folder) && $0.path.hasSuffix(".tf") }
      for file in code {
        let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.hasPrefix("resource \"") {
          #expect(lines[number - 1].contains("ecided: "), "\(file.path):\(number + 1)")
        }
      }
      guard let decided = code.first(where: { $0.contents.contains("# Decided: ") }) else {
        #expect(code.isEmpty, "nothing in \(folder) rests on a decision")
        continue
      }
      let lines = decided.contents.split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(lines.firstIndex { $0.contains("# Decided: ") })
      let origin = try TemplateOrigin(input, library: library, path: decided.path, line: line + 2)
      #expect(origin.topic?.isEmpty == false)
    }
  }

  /// Two units cannot answer to one name: each has its own variables for it.
  @Test(arguments: SeveralServices.allCases)
  func namesAreThoseOfOneUnit(_ example: SeveralServices) throws {
    let input = try example.input()
    let files = try SystemTemplates(
      plan: input.plan, planDigest: input.answersDigest, library: TemplateFolder.library()
    ).files()
    for file in files where file.path.hasSuffix("/terraform/main.tf") {
      for name in ["hosted_zone", "cdn_alias", "domain_name", "origin_host_name"] {
        let given = file.contents.split(separator: "\n").filter {
          $0.hasPrefix("  \(name) ")
        }
        #expect(Set(given).count == given.count, "\(file.path): \(name) is given twice")
        #expect(!given.contains { $0.hasSuffix("= var.\(name)") }, "\(file.path): \(name)")
      }
    }
  }

  @Test(arguments: [
    ("templates/terraform/data.tf", "names no stage"),
    ("templates/06-over-10000-users/terraform/dat.tf", "the plan has no file"),
    ("templates/06-over-10000-users/terraform/versions.tf", "no resource stands at line 1"),
  ])
  func whatLeadsNowhereIsSaid(_ path: String, _ expected: String) throws {
    let input = try ExamplePlan.webshop.input()
    let refusal = #expect(throws: TemplateOrigin.Refusal.self) {
      try TemplateOrigin(input, library: TemplateFolder.library(), path: path, line: 1)
    }
    #expect(refusal?.message.contains(expected) == true, "\(refusal?.message ?? "")")
  }

  @Test func changesBetweenStagesAreWrittenDown() throws {
    let input = try ExamplePlan.webshop.input()
    let templates = StageTemplates(
      plan: input.plan, planDigest: "0", library: try TemplateFolder.library())
    let text = try (1..<templates.stageCount).map { index in
      let files = try templates.changes(toStage: index)
      return files.map { "==== \($0.path)\n\($0.contents)" }.joined()
    }.joined(separator: "\n")
    expectSnapshot(text, named: "template-changes-webshop.txt")
  }
}

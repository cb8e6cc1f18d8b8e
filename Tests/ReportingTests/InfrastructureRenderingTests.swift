import CapacityPlanning
import Foundation
import Reporting
import TemplateCases
import TestSupport
import Testing

@Suite struct InfrastructureRenderingTests {
  @Test func theMatrixHoldsEveryOption() {
    let all = InfrastructureMatrix.cases.map(\.request.architecture)
    #expect(all.count >= 30)
    #expect(Set(all.map(\.frontEnd)) == Set(FrontEndHosting.allCases))
    #expect(Set(all.map(\.edge)) == Set(Edge.allCases))
    #expect(Set(all.map(\.exposure)) == Set(Exposure.allCases))
    #expect(Set(all.map(\.balancing)) == Set(Balancing.allCases).subtracting([.clb]))
    #expect(Set(all.map(\.compute.platform)) == Set(ComputePlatform.allCases))
    #expect(Set(all.compactMap(\.relational?.engine)) == Set(RelationalEngine.allCases))
    #expect(Set(all.compactMap(\.cache?.engine)) == Set(CacheEngine.allCases))
    #expect(Set(all.flatMap(\.messaging)) == Set(MessagingPart.allCases))
    #expect(Set(all.compactMap(\.workers?.platform)) == Set(ComputePlatform.allCases))
    #expect(Set(all.map(\.zones)) == [1, 2, 3])
    #expect(Set(all.map(\.hasInspection)) == [false, true])
    #expect(Set(all.map(\.observability)).count >= 3)
  }

  @Test(arguments: ["small-shop", "large-service"]) func goldenFiles(_ name: String) throws {
    let request = try #require(SampleRequests.all[name])
    let files = try TemplateFolder.library().infrastructure(request)
    let shown = ["compute.tf", "alarms.tf", ".json", "README.md"]
    let text = files.map { file in
      let isShown = shown.contains(where: file.path.hasSuffix)
      return "==== \(file.path)\n" + (isShown ? file.contents : "")
    }.joined()
    expectSnapshot(text, named: "infrastructure-\(name).txt")
  }

  @Test func twiceTheSameRequestGivesTheSameBytes() throws {
    for (_, request) in InfrastructureMatrix.cases.prefix(8) {
      let first = try TemplateFolder.library().infrastructure(request)
      let second = try TemplateFolder.library().infrastructure(request)
      #expect(first == second)
    }
  }

  @Test func everyTerraformVariableIsUsed() throws {
    let library = try TemplateFolder.library()
    for (name, request) in InfrastructureMatrix.cases {
      let code = try library.infrastructure(request).filter { $0.path.hasSuffix(".tf") }
        .map(\.contents).joined(separator: "\n")
      for match in code.matches(of: /\nvariable "([a-z_]+)"/) {
        let variable = match.output.1
        // Its own validation does not count as a use.
        let uses = code.ranges(of: "var.\(variable)").filter { range in
          let before = code[..<range.lowerBound]
          return
            !(before.lastRange(of: "\nvariable \"").map {
              !before[$0.upperBound...].contains("\n}")
            } ?? false)
        }
        #expect(!uses.isEmpty, "\(name): \(variable) is declared and not used")
      }
    }
  }

  @Test func sizesStandInTheParameterFilesOnly() throws {
    let request = try #require(SampleRequests.all["large-service"])
    let files = try TemplateFolder.library().infrastructure(request)
    for file in files where file.path.hasSuffix(".tf") {
      #expect(!file.contents.contains("db.r7g.large"), "\(file.path)")
    }
    let values = try #require(files.first { $0.path == "terraform/terraform.tfvars.json" })
    #expect(values.contents.contains("\"database_class\": \"db.r7g.large\""))
    let parameters = try #require(files.first { $0.path == "cloudformation/parameters.json" })
    #expect(parameters.contents.contains("\"ParameterValue\": \"db.r7g.large\""))
  }

  @Test(arguments: [
    ("the Classic Load Balancer", InfrastructureError.unsupported(option: "clb")),
    ("a database without its instance", .databaseWithoutInstance),
    ("a trigger on a part that is not there", .triggerWithoutPart(trigger: "lag")),
    ("a name with capitals", .unsafeName(field: "systemName", value: "Web Shop")),
    ("a region that would end a string", .unsafeName(field: "region", value: "eu\"-1")),
    ("text that CloudFormation would resolve", .dynamicReference(field: "lag")),
  ])
  func itRefuses(_ what: String, _ expected: InfrastructureError) throws {
    let library = try TemplateFolder.library()
    let request = SampleRequests.refused(with: expected)
    #expect(throws: expected) { try library.infrastructure(request) }
  }
}

extension StringProtocol {
  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}

import CapacityPlanning
import CatalogModel
import Foundation
import OptionScoring
import Requirements
import Roadmap
import TestSupport
import Testing

@testable import Reporting

/// The documents and templates of systems that are deployed in several units.
struct ServiceDocumentTests {
  @Test(arguments: [SeveralServices.marketplace, .tracking])
  func summary(_ example: SeveralServices) throws {
    let input = try example.input()
    expectSnapshot(PlanSummary(input).text, named: "\(example.rawValue)-summary.txt")
  }

  @Test(arguments: SeveralServices.allCases)
  func theRoadmapIsWellFormedAndNamesEveryUnit(_ example: SeveralServices) throws {
    let input = try example.input()
    let text = RoadmapDocument(input).text
    #expect(MarkdownSyntax.problems(of: text) == [])
    let composition = try #require(input.plan.composition)
    for unit in composition.units {
      #expect(text.contains("## Unit \(unit.unit.name), stage"))
    }
    for heading in ["## Edges between services", "## Decomposition", "## Data domains"] {
      #expect(text.contains(heading))
    }
  }

  /// The units that run now as one chart: each is drawn, called by users where it is, and tied to the
  /// others by what was decided for their edges.
  @Test(arguments: SeveralServices.allCases)
  func theSystemIsDrawn(_ example: SeveralServices) throws {
    let input = try example.input()
    let composition = try #require(input.plan.composition)
    let index = try #require(composition.currentIndex)
    let section = try #require(
      RoadmapDocument(input).text.firstMatch(
        of: /(?s)## The architecture to run now\n.*?```mermaid\n(.*?)\n```/))
    let chart = String(section.1)
    #expect(MermaidSyntax.problems(of: chart) == [] && chart.count < 2000)
    let units = composition.units(at: index)
    for (place, unit) in units.enumerated() {
      #expect(chart.contains("unit\(place + 1)[\"\(unit.unit.name)<br/>"))
      let isCalled = chart.contains("users --> unit\(place + 1)")
      #expect(isCalled != unit.plan.requirements.isInternal)
    }
    for edge in composition.stages[index].edges {
      let ends = try [edge.from, edge.to].map { name in
        try #require(units.firstIndex { $0.unit.name == name }) + 1
      }
      let glue = try #require(edge.glue.map(edge.decision.title))
      let arrow = edge.edge.waits ? "-->" : "-.->"
      #expect(chart.contains("unit\(ends[0]) \(arrow)|\"\(glue)\"| unit\(ends[1])"))
    }
  }

  /// A stage that changes no unit has one row, and what gives way next has a date, a metric and a way to
  /// what is done about it.
  @Test(arguments: SeveralServices.allCases)
  func theSystemIsToldInShort(_ example: SeveralServices) throws {
    let input = try example.input()
    let composition = try #require(input.plan.composition)
    let current = try #require(composition.currentIndex)
    let text = RoadmapDocument(input).text
    let table = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    for (index, stage) in composition.stages.enumerated() {
      let row = try #require(
        table.firstIndex { $0.contains("\(index + 1): \(stage.definition.label)") })
      let isSame =
        index > 0 && index != current && stage.units == composition.stages[index - 1].units
        && composition.units(at: index)
          .allSatisfy { $0.stage(index)?.planned?.isUnchanged ?? false }
      #expect(table[row].contains("| all, end to end | unchanged |") == isSame)
      let next = table.dropFirst(row + 1).first ?? ""
      #expect(next.hasPrefix("|  |") == !isSame, "\(next)")
    }
    let breaking = try #require(composition.current?.breaking)
    let bottleneck = try #require(
      text.firstMatch(of: /(?s)## The next bottleneck\n(.*?)\n##\s/).map { String($0.1) })
    #expect(
      bottleneck.contains(/users, (in about .*|passed already|not at .*), .* gives way:/))
    // Where the schedule of that unit has no move, nothing there answers it.
    let place = try #require(
      composition.stages[current].units.first {
        composition.units[$0].unit.name == breaking.unit
      })
    let schedule = input.unitSchedules[place]
    let link = "[its schedule](#schedule-of-\(breaking.unit))"
    let heading = "\n### Schedule of \(breaking.unit)\n"
    #expect(bottleneck.contains(link) == (schedule != nil))
    #expect(text.contains(heading) == (schedule != nil))
    if let schedule {
      let answers = bottleneck.contains("The answer is the first move of \(link)")
      #expect(answers == !schedule.moves.isEmpty)
      #expect(bottleneck.contains("By \(link) nothing is done") == schedule.moves.isEmpty)
    }
  }

  @Test(arguments: SeveralServices.allCases)
  func everyNumberHasItsUnitAndItsMethod(_ example: SeveralServices) throws {
    let (found, numbers) = try NumberTagTests().problems(of: PlanDocument(example.input()).text)
    #expect(found == [])
    #expect(numbers > 1000)
  }

  @Test(arguments: SeveralServices.allCases)
  func everyUnitHasItsTemplates(_ example: SeveralServices) throws {
    let input = try example.input()
    let composition = try #require(input.plan.composition)
    let files = try SystemTemplates(
      plan: input.plan, planDigest: "0123456789abcdef", library: try TemplateFolder.library()
    ).files()
    #expect(Set(files.map(\.path)).count == files.count)
    for unit in composition.units {
      let folder = "/terraform/\(unit.unit.name)/"
      #expect(files.contains { $0.path.contains(folder) })
      guard unit.plan.requirements.isInternal else { continue }
      for file in files where file.path.hasSuffix(folder + "balancing.tf") {
        let isPublic = file.contents.contains("local.public_subnet_ids")
        #expect(!isPublic, "\(file.path) faces the internet")
      }
    }
  }

  /// Several units have a distribution; the root takes one web ACL for all, which is named after the system
  /// and written once.
  @Test func oneWebACLServesAllUnits() throws {
    let input = try SeveralServices.input(of: "Examples/", "travel-platform.answers.yaml")
    let files = try SystemTemplates(
      plan: input.plan, planDigest: "0123456789abcdef", library: try TemplateFolder.library()
    ).files()
    #expect(Set(files.map(\.path)).count == files.count)
    let folders = Set(files.compactMap { $0.path.split(separator: "/").dropFirst().first })
    for folder in folders {
      let units = files.filter {
        $0.path.hasPrefix("templates/\(folder)/cloudformation/")
          && $0.contents.contains("AWS::CloudFront::Distribution")
      }
      let acl = files.first { $0.path == "templates/\(folder)/cloudformation/web-acl.yaml" }
      #expect((acl == nil) == units.isEmpty, "\(folder)")
      #expect(acl.map { $0.contents.contains("Default: \"travel-platform\"") } ?? true)
    }
    #expect(folders.count > 2)
  }

  @Test(arguments: SeveralServices.allCases)
  func everyEdgeIsInTheTemplates(_ example: SeveralServices) throws {
    let input = try example.input()
    let composition = try #require(input.plan.composition)
    let files = try SystemTemplates(
      plan: input.plan, planDigest: "0123456789abcdef", library: try TemplateFolder.library()
    ).files()
    let text = files.map(\.contents).joined(separator: "\n")
    for edge in composition.stages.flatMap(\.edges) {
      let name = edge.edge.name.split(separator: "-").joined(separator: "_")
      let part = edge.edge.waits ? "var.\(name)_url" : "\"aws_sqs_queue\" \"\(name)\""
      #expect(text.contains(part), "\(part)")
    }
  }

  /// Who calls a unit that asks for signatures may call it, in both languages, and nobody else.
  @Test func callersThatSignMayCall() throws {
    let input = try SeveralServices.bookings.input()
    let files = try SystemTemplates(
      plan: input.plan, planDigest: "0123456789abcdef", library: try TemplateFolder.library()
    ).files()
    func text(_ path: String) throws -> String {
      try #require(files.first { $0.path == "templates/01-1-user/" + path }).contents
    }
    #expect(try text("terraform/pricing/outputs.tf").contains("output \"callable_arn\""))
    #expect(
      try text("terraform/main.tf").contains("booking_pricing_arn = module.pricing.callable_arn"))
    #expect(
      try text("cloudformation/template.yaml").contains(
        "BookingPricingArn: !GetAtt Pricing.Outputs.CallableArn"))
    #expect(try text("cloudformation/pricing.yaml").contains("CallableArn:"))
    #expect(try text("cloudformation/between.yaml").contains("Roles: !Ref BookingRoles"))
    #expect(
      try text("terraform/between/main.tf").contains(
        "policy_arn = aws_iam_policy.booking_pricing_call.arn"))
  }

  @Test(arguments: [
    (DeploymentShape.Origin.function, "lambda:InvokeFunctionUrl", "lambda:InvokedViaFunctionUrl"),
    (.v2API, "execute-api:Invoke", ""), (.restAPI, "execute-api:Invoke", ""),
    (.graph, "appsync:GraphQL", ""), (.alb, "", ""),
  ])
  func everySignatureHasItsRight(
    _ address: DeploymentShape.Origin, _ action: String, _ condition: String
  ) throws {
    let input = try SeveralServices.bookings.input()
    let stage = try #require(input.plan.composition?.stages.first)
    let model = BetweenModel(
      plan: input.plan, planDigest: "0", stage: stage, addresses: ["pricing": address])
    let library = try TemplateFolder.library()
    let files = try library.files(library.betweenNames, model.values) { String($0) }
    let languages = files.filter {
      $0.path.hasSuffix("main.tf") || $0.path.hasSuffix("template.yaml")
    }
    #expect(languages.count == 2)
    for file in languages {
      let calls =
        file.contents.contains("booking_pricing_call")
        || file.contents.contains("BookingPricingCall")
      #expect(calls == !action.isEmpty, "\(file.path)")
      #expect(action.isEmpty || file.contents.contains(action), "\(file.path)")
      #expect(condition.isEmpty || file.contents.contains(condition), "\(file.path)")
    }
  }

  @Test(arguments: SeveralServices.allCases)
  func unitsShareANetworkAndNoNames(_ example: SeveralServices) throws {
    let input = try example.input()
    let templates = SystemTemplates(
      plan: input.plan, planDigest: "0123456789abcdef", library: try TemplateFolder.library())
    for stage in templates.stages {
      let files = try templates.files(ofStage: stage)
      let networks = files.filter { $0.contents.contains("resource \"aws_vpc\"") }
      #expect(networks.map(\.path).allSatisfy { $0.hasSuffix("/terraform/network/network.tf") })
      #expect(networks.count == 1)
      #expect(files.count { $0.contents.contains("Type: AWS::EC2::VPC\n") } == 1)
      let names = files.filter { $0.path.hasSuffix("/terraform.tfvars.json") }.compactMap {
        $0.contents.firstMatch(of: /"system_name": "([^"]*)"/)?.output.1
      }
      #expect(Set(names).count == names.count)
    }
  }

  @Test func topicsNameUnitsAndEdges() throws {
    let input = try SeveralServices.tracking.input()
    let parts = try input.parts(topic: "scans.compute", stage: nil)
    #expect(parts.map(\.topic) == ["compute"])
    let all = try input.parts(topic: nil, stage: nil)
    #expect(all.count == 3)
    let edges = try #require(
      ExplanationDocument.edges(input, topic: "integration:scans-notices", stage: nil))
    #expect(edges.decisions.map(\.chosen) == ["sqs"])
    #expect(throws: ExplanationRefusal.self) { try input.parts(topic: "nowhere", stage: nil) }
  }
}

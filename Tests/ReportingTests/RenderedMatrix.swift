import Foundation
import Reporting
import TemplateCases
import Testing

/// The matrix and every stage of the examples rendered to a temporary folder, and a Terraform root
/// that calls each of them as a module.
struct RenderedMatrix {
  let folder: URL
  let names: [String]
  var roots: URL { folder.appendingPathComponent("roots") }
  var batch: URL { folder.appendingPathComponent("batch") }
  /// Every third case again, for a mocked plan: it costs four times what validation does, and finds
  /// what depends on values more than on the parts.
  var planned: URL { folder.appendingPathComponent("planned") }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)")
    let library = try TemplateFolder.library()
    let roots =
      try InfrastructureMatrix.cases.map { ($0.name, try library.infrastructure($0.request)) }
      + Self.examples(library)
    names = roots.map(\.0)
    var calls = ""
    var plannedCalls = ""
    for (index, (name, files)) in roots.enumerated() {
      for file in files {
        try write(file.contents, to: "roots/\(name)/\(file.path)")
        guard file.path.hasPrefix("terraform/") else { continue }
        let path = String(file.path.dropFirst("terraform/".count))
        // A module must not configure the provider itself.
        guard path != "providers.tf", path != "versions.tf" else { continue }
        try write(file.contents, to: "batch/m/\(name)/\(path)")
      }
      calls += try moduleCall(name, files, folder: "m")
      if index % 3 == 0 { plannedCalls += try moduleCall(name, files, folder: "../batch/m") }
    }
    try write(batchProvider + calls, to: "batch/main.tf")
    try write(batchProvider + plannedCalls, to: "planned/main.tf")
    try write(mockedTest, to: "planned/plan.tftest.hcl")
  }

  /// The files of every distinct stage of the examples, with paths as those of the matrix.
  private static func examples(_ library: TemplateLibrary) throws -> [(String, [RenderedFile])] {
    try ExamplePlan.allCases.flatMap { example in
      let input = try example.input()
      let files = try StageTemplates(
        plan: input.plan, planDigest: input.answersDigest, library: library
      ).files()
      let stages = Dictionary(grouping: files) { $0.path.split(separator: "/")[1] }
      return stages.keys.sorted().map { stage in
        let own = stages[stage, default: []].map { file in
          RenderedFile(
            path: file.path.split(separator: "/").dropFirst(2).joined(separator: "/"),
            contents: file.contents)
        }
        return ("\(example.rawValue)-\(stage)", own)
      }
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to path: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

/// A call with the values of `terraform.tfvars.json` and of the variables that a person fills in.
private func moduleCall(_ name: String, _ files: [RenderedFile], folder: String) throws -> String {
  let values = try #require(files.first { $0.path == "terraform/terraform.tfvars.json" })
  let variables = try #require(files.first { $0.path == "terraform/variables.tf" }).contents
  let object = try JSONSerialization.jsonObject(with: Data(values.contents.utf8))
  let names = try #require(object as? [String: Any]).keys.sorted()
  var call = "module \"\(name)\" {\n  source = \"\(folder == "m" ? "./m" : folder)/\(name)\"\n"
  for variable in names {
    call +=
      "  \(variable) = jsondecode(file(\"\(folder)/\(name)/terraform.tfvars.json\")).\(variable)\n"
  }
  for (variable, value) in filledIn where variables.contains("variable \"\(variable)\"") {
    call += "  \(variable) = \"\(value)\"\n"
  }
  return call + "}\n\n"
}

private let filledIn = [
  (
    "certificate_arn",
    "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  ), ("domain_name", "api.example.com"),
]

private let batchProvider = """
  terraform {
    required_providers {
      aws = { source = "hashicorp/aws" }
    }
  }

  provider "aws" {
    region = "us-east-1"
  }


  """

/// One plan of all modules with a mocked provider: needs neither credentials nor a network.
private let mockedTest = """
  mock_provider "aws" {
    mock_data "aws_caller_identity" {
      defaults = { account_id = "123456789012" }
    }
    mock_data "aws_partition" {
      defaults = { partition = "aws" }
    }
    mock_data "aws_iam_policy_document" {
      defaults = { json = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}" }
    }
    mock_data "aws_ssm_parameter" {
      defaults = { insecure_value = "ami-0123456789abcdef0" }
    }
  }

  run "plan" {
    command = plan
  }
  """

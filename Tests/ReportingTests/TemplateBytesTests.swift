import Foundation
import TemplateCases
import TestSupport
import Testing

@testable import Reporting

/// What is read of rendered templates byte by byte is what reading them line by line, as texts, comes to.
@Suite struct TemplateBytesTests {
  /// A root by its lines.
  private struct SlowRoot {
    var addresses: [String] = []
    var bodies: [String: String] = [:]
    var variables: [String: Bool] = [:]
    var sizes: [String: String] = [:]

    init(_ files: [RenderedFile]) {
      for file in files {
        let folders = file.path.components(separatedBy: "/").dropFirst().dropLast()
        let module = folders.map { $0 + "." }.joined()
        let lines = file.contents.components(separatedBy: "\n")
        if file.path.hasSuffix(".tf") {
          add(lines, module, folders.map { "module.\(Self.words(of: $0))." }.joined())
        } else if file.path.hasSuffix("terraform.tfvars.json") {
          for line in lines { addSize(line, module) }
        }
      }
      variables = variables.filter { !$0.key.contains(".") || sizes[$0.key] != nil }
    }

    /// A folder's name as that of a module: its words with lines below between them.
    private static func words(of folder: String) -> String {
      folder.components(separatedBy: "-").filter { !$0.isEmpty }.joined(separator: "_")
    }

    private mutating func add(_ lines: [String], _ module: String, _ modules: String) {
      var open: (kind: String, name: String, body: [String])?
      for line in lines {
        if let block = open {
          if line == "}" {
            if block.kind == "resource" { bodies[block.name] = block.body.joined(separator: "\n") }
            open = nil
          } else if !line.drop(while: { $0 == " " }).hasPrefix("#") {
            open?.body.append(line)
            if block.kind == "variable", line.hasPrefix("  default ") {
              variables[block.name] = true
            }
          }
          continue
        }
        let words = line.components(separatedBy: "\"")
        if line.hasPrefix("resource \""), words.count > 4, !words[1].isEmpty, !words[3].isEmpty {
          open = ("resource", "\(modules)\(words[1]).\(words[3])", [])
          addresses.append(open?.name ?? "")
        } else if line.hasPrefix("variable \""), words.count > 2, !words[1].isEmpty {
          open = ("variable", module + words[1], [])
          variables[module + words[1]] = false
        }
      }
    }

    private mutating func addSize(_ line: String, _ module: String) {
      let words = line.components(separatedBy: "\"")
      guard line.hasPrefix("  \""), words.count > 2 else { return }
      let rest = words[2...].joined(separator: "\"").drop { $0 == ":" || $0 == " " }
      guard words[1] != "stage_id", words[1] != "plan_digest", rest.first != "{", rest.first != "["
      else { return }
      guard !words[2...].joined(separator: "\"").isEmpty else { return }
      sizes[module + words[1]] = rest.filter { $0 != "," && $0 != "\"" }
    }
  }

  private func expectSame(_ files: [RenderedFile], _ name: String) {
    let (root, slow) = (TerraformRoot(files), SlowRoot(files))
    #expect(root.addresses == slow.addresses, "\(name)")
    #expect(root.bodies == slow.bodies, "\(name)")
    #expect(root.variables == slow.variables, "\(name)")
    #expect(root.sizes == slow.sizes, "\(name)")
  }

  @Test func rootsAreThoseOfTheirLines() throws {
    let library = try TemplateFolder.library()
    var sizes = 0
    for (name, request) in InfrastructureMatrix.cases {
      let files = try library.infrastructure(request)
      expectSame(files, name)
      // As modules of a root of a system.
      let deeper = files.map { file in
        file.at(file.path.replacing("terraform/", with: "terraform/unit-\(name.count)--a-/b/"))
      }
      expectSame(deeper, name)
      sizes += TerraformRoot(deeper).sizes.count
    }
    #expect(sizes > 100)
  }

  @Test func randomTextsAreThoseOfTheirLines() {
    var random = SplitMix64(seed: 23)
    let lines = [
      "resource \"aws_lb\" \"alb\" {", "resource \"aws_lb\" \"é\" {", "resource \"\" \"x\" {",
      "resource \"aws_lb\"", "resource \"a\" \"b", "variable \"zones\" {", "variable \"zones",
      "variable \"a-b\" {", "  default = 2", "  default = {", " default = 1", "}", "  }", "", "# a",
      "  # b", "  name = \"a # b\"", "data \"a\" \"b\" {", "  default   = \"}\"",
    ]
    let sizes = [
      "{", "  \"zones\": 2,", "  \"a\": \"b,c\",", "  \"stage_id\": \"x\",", "  \"list\": [1, 2],",
      "  \"map\": {", "    \"deep\": 1", "  },", "  \"last\": true", "}", "  \"open", "  \"open\"",
      "  \"é\": \"ü\"", "\"flat\": 1", "",
    ]
    var found = 0
    for _ in 0..<2_000 {
      func text(_ lines: [String], _ end: Bool) -> [UInt8] {
        let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
          lines.randomElement(using: &random) ?? ""
        }.joined(separator: "\n")
        return Array((end ? text + "\n" : text).utf8)
      }
      let files = [
        RenderedFile(path: "terraform/a.tf", bytes: text(lines, Bool.random(using: &random))),
        RenderedFile(path: "terraform/m/a.tf", bytes: text(lines, true)),
        RenderedFile(path: "terraform/m/terraform.tfvars.json", bytes: text(sizes, false)),
      ]
      expectSame(files, files.map(\.contents).joined(separator: "\n--\n"))
      found += TerraformRoot(files).bodies.count
    }
    #expect(found > 100)
  }

  /// The lines of a template with the remark of each resource above it.
  private func slow(
    _ text: String, isTerraform: Bool, _ remark: (_ type: String, _ name: String) -> String
  ) -> String {
    let lines = text.components(separatedBy: "\n")
    var result: [String] = []
    for (number, line) in lines.enumerated() {
      let words = line.components(separatedBy: "\"")
      if isTerraform, line.hasPrefix("resource \"") {
        result.append("# " + remark(words[1], words[3]))
      } else if !isTerraform, line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":"),
        number + 1 < lines.count, lines[number + 1].hasPrefix("    Type: AWS::"),
        !lines[number + 1].contains("<")
      {
        // A type of a parameter holds another one in angle brackets.
        let type = String(lines[number + 1].dropFirst("    Type: ".count))
        result.append("  # " + remark(type, String(line.dropFirst(2).dropLast())))
      }
      result.append(line)
    }
    return result.joined(separator: "\n")
  }

  private func remark(_ source: DecisionSource?) -> String {
    guard let source else { return "Not decided: every plan has it." }
    let most = source.questions.prefix(5).joined(separator: ", ")
    let rest = source.questions.count - 5
    return "Decided: \(source.decision)" + (most.isEmpty ? "" : ". Answers: \(most)")
      + (rest > 0 ? " and \(rest) more" : "") + "."
  }

  @Test func remarksStandAboveTheirResources() throws {
    let library = try TemplateFolder.library()
    let questions = (0..<8).map { "group.q\($0)" }
    let sources = Dictionary(
      uniqueKeysWithValues: [DecidedPart.compute, .relational, .exposure].enumerated().map {
        ($1, DecisionSource(decision: "\($1)", questions: Array(questions.prefix($0 * 3 + 1))))
      })
    let comments = TraceComments(sources: sources)
    var remarks = 0
    for (name, request) in InfrastructureMatrix.cases.prefix(12) {
      for file in try library.infrastructure(request) {
        let isTerraform = file.path.hasSuffix(".tf")
        guard isTerraform || file.path.hasSuffix(".yaml") else { continue }
        let laidOut = LaidOutTemplate(file.bytes, path: file.path, ResourceOrigins())
        let text = String(decoding: laidOut.text(above: []), as: UTF8.self)
        let expected = slow(text, isTerraform: isTerraform) { type, resource in
          let part = ResourceOrigin.part(ofType: type, named: resource)
          let source = part.flatMap { part in
            ([part] + ResourceOrigin.standIns(for: part)).compactMap { sources[$0] }.first
          }
          return remark(source)
        }
        #expect(String(decoding: comments.traced(laidOut), as: UTF8.self) == expected, "\(name)")
        #expect(TraceComments.none.traced(laidOut) == laidOut.text)
        remarks += laidOut.resources.count
      }
    }
    #expect(remarks > 200)
  }

  /// Of edges the longest beginning of a name counts, of those as long the first.
  @Test func edgesAreToldByTheBeginningsOfNames() {
    let edges = [
      (names: ["orders", "Orders"], source: DecisionSource(decision: "a", questions: [])),
      (names: ["orders_stock"], source: DecisionSource(decision: "b", questions: ["q"])),
      (names: ["orders_stock"], source: DecisionSource(decision: "c", questions: [])),
    ]
    let text = ["orders", "orders_stock_queue", "orders_sto", "Orders", "other", "order"].map {
      "resource \"aws_sqs_queue\" \"\($0)\" {\n}\n"
    }.joined()
    let laidOut = LaidOutTemplate(Array(text.utf8), path: "a.tf", ResourceOrigins())
    let expected = slow(text, isTerraform: true) { _, name in
      let found = edges.flatMap { edge in edge.names.map { ($0, edge.source) } }
        .filter { name.hasPrefix($0.0) }
      let longest = found.map(\.0.count).max()
      return remark(found.first { $0.0.count == longest }?.1)
    }
    #expect(
      String(decoding: TraceComments(edges: edges).traced(laidOut), as: UTF8.self) == expected)
    #expect(
      expected.contains("# Decided: b. Answers: q.\nresource \"aws_sqs_queue\" \"orders_stock_q"))
  }
}

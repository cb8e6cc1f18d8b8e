import Foundation
import TestSupport
import Testing

/// `tenfold what-if`, as a user meets it.
@Suite struct WhatIfCommandTests {
  private static let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")

  private static func run(_ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(["what-if", webshop, "--catalog", RepositoryFiles.path("Catalog")] + arguments)
  }

  private static let sets = ["--set", "users.now=50000", "--set", "requests[browse].reads=8"]
  private static let variants = [
    "--set", "users.now=5000", "--variant", "sale: users.flashCrowd=20",
    "--variant", "budget.purchase=compute-savings-plan-1yr-none; team.skills=[serverless]",
  ]

  @Test func changesTogetherMakeOneVariant() throws {
    let run = try Self.run(Self.sets)
    #expect(run.status == 0 && run.errors.isEmpty)
    expectSnapshot(run.output, named: "what-if.txt")
  }

  @Test func variantsStandSideBySide() throws {
    let run = try Self.run(Self.variants + ["--format", "markdown"])
    #expect(run.status == 0 && run.errors.isEmpty)
    expectSnapshot(run.output, named: "what-if.md")
  }

  @Test func aVariantIsThePlanOfTheChangedFile() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let text = try String(contentsOfFile: Self.webshop, encoding: .utf8)
    let changed = text.replacing("flashCrowd: 3", with: "flashCrowd: 20")
    #expect(changed != text)
    let path = try scratch.write("changed.yaml", Data(changed.utf8))
    let run = try Self.run(["--set", "users.flashCrowd=20", "--format", "json"])
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let variants = try #require((document as? [String: Any])?["variants"] as? [[String: Any]])
    let diff = try ProgramRun(["diff", Self.webshop, path, "--format", "json"])
    let other = try JSONSerialization.jsonObject(with: Data(diff.output.utf8))
    let plan = try #require((other as? [String: Any])?["plan"] as? [[String: Any]])
    let mine = try #require(variants.first?["plan"] as? [[String: Any]])
    #expect(plan.isEmpty == false)
    #expect(NSArray(array: plan) == NSArray(array: mine))
  }

  @Test(arguments: [
    (["--set", "users.nwo=5"], 65, "did you mean `users.now`?"),
    (["--set", "now=5"], 65, "did you mean `users.now`?"),
    (["--set", "users.now=many"], 65, "users.now=many: error: users.now: `many` is not a number"),
    (["--set", "requests[brows].reads=5"], 65, "known rows: browse, search, checkout"),
    (["--set", "requests[1].raeds=5"], 65, "did you mean `reads`?"),
    (["--set", "requests.reads=5"], 65, "name the row: `requests[1].reads=...`"),
    (["--set", "requests[1]=5"], 65, "is not complete"),
    (["--set", "team.teams=9"], 65, "a team has at least one engineer"),
    (["--set", "users.now"], 64, "write KEY=VALUE"),
    (["--variant", "sale:"], 64, "changes nothing"),
    ([], 64, "There is nothing to change"),
  ])
  func mistakesAreTold(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let run = try Self.run(arguments)
    #expect(run.status == status)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func allMistakesAreToldAtOnce() throws {
    let run = try Self.run(["--set", "users.nwo=5", "--set", "frontEnd.kind=react"])
    #expect(run.status == 65)
    #expect(run.errors.contains("users.nwo") && run.errors.contains("`react`"))
  }

  @Test func whatChangesNothingIsSaidTo() throws {
    let run = try Self.run(["--set", "users.now=2500"])
    #expect(run.output.hasSuffix("  The plan stays the same.\n"))
  }
}

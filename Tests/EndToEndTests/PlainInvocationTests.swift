import ArgumentParser
import Testing

@testable import tenfold

/// The short way past the parser of arguments, beside what the parser makes of the same words.
@Suite struct PlainInvocationTests {
  @Test(arguments: [
    ["interview"], ["interview", "a.yaml"], ["interview", "folder/b c.answers.yaml"],
    ["interview", "ünï.yaml"],
  ])
  func theParserWouldUnderstandTheSame(_ arguments: [String]) throws {
    let plain = try #require(PlainInvocation(arguments, isTerminal: true))
    let parsed = try #require(try Tenfold.parseAsRoot(arguments) as? InterviewCommand)
    #expect(plain.file == parsed.file)
    #expect(!parsed.plain && !parsed.project.isLeftOut)
    #expect(parsed.options.catalog == nil && parsed.options.overlay.isEmpty)
  }

  @Test(arguments: [
    ["interview", "--plain"], ["interview", "-h"], ["interview", "--help"], ["interview", "help"],
    ["interview", "a.yaml", "--plain"], ["interview", "a", "b"], ["interview", ""],
    ["interview", "--", "a"], ["interview", "-"], ["plan", "a.yaml"], ["--version"], ["help"],
    ["intervie"], ["--generate-completion-script"],
  ])
  func everythingElseIsParsed(_ arguments: [String]) {
    #expect(PlainInvocation(arguments, isTerminal: true) == nil)
  }

  @Test func theNameAloneOpensAnInterviewOnATerminal() {
    #expect(PlainInvocation([], isTerminal: true)?.file == Interview.standardFile)
    #expect(PlainInvocation([], isTerminal: false) == nil)
  }

  /// Every member of the task has the value that the parser leads to.
  @Test(arguments: [
    ["plan", "a.yaml"], ["plan", "folder/b c.answers.yaml", "--out", "out/b"],
    ["plan", "Examples"], ["plan", "*.yaml", "--out", "ünï"],
  ])
  func plansAreThoseOfTheParser(_ arguments: [String]) throws {
    let plain = try #require(PlanTask.plain(arguments))
    let command = try #require(try Tenfold.parseAsRoot(arguments) as? PlanCommand)
    let parsed = command.task
    #expect(plain.files == parsed.files)
    #expect(plain.out == parsed.out)
    #expect(plain.checks == parsed.checks && plain.hasFlips == parsed.hasFlips)
    #expect(plain.output.isEmpty && parsed.output.isEmpty)
    #expect(plain.templates == parsed.templates && plain.samples == parsed.samples)
    #expect(plain.jobs == parsed.jobs && plain.shard == nil && parsed.shard == nil)
    #expect(plain.format == parsed.format)
    #expect(plain.basis == parsed.basis)
    // A member that was added is looked at above.
    let found = Mirror(reflecting: plain).children.compactMap(\.label)
    #expect(found.count == 11, "\(found)")
  }

  @Test(arguments: [
    ["plan"], ["plan", "-"], ["plan", "-h"], ["plan", "help"], ["plan", ""],
    ["plan", "a", "b"], ["plan", "a", "--out"], ["plan", "a", "--out", "--check"],
    ["plan", "a", "--out", "help"], ["plan", "--out", "b", "a"], ["plan", "a", "-o", "b"],
    ["plan", "a", "--out=b"], ["plan", "a", "--out", "b", "--flips"], ["check", "a"],
  ])
  func otherPlansAreParsed(_ arguments: [String]) {
    #expect(PlanTask.plain(arguments) == nil)
  }
}

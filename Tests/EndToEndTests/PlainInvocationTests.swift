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
}

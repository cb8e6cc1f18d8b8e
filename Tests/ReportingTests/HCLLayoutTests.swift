import TestSupport
import Testing

@testable import Reporting

/// Text of Terraform and CloudFormation is laid out in one pass, and where resources begin is found on the way.
@Suite struct HCLLayoutTests {
  @Test func equalsSignsOfAdjacentLinesStandBelowEachOther() {
    let text = """


      locals {

        a = 1
        long_name   = "x = {"
        list = [

          "b",
        ]
        c = { d = 1 }
        # e = 2
        ä = "ü"
        bb = a == b ? 1 : 2


      }
      resource "aws_lb" "alb" {
        script = <<-END
          x = 1
          long = 2
        END
        f = 1
        gg="2"
      }

      """
    let laidOut = laidOutHCL(Array(text.utf8))
    #expect(
      String(decoding: laidOut.text, as: UTF8.self) == """
        locals {
          a         = 1
          long_name = "x = {"
          list = [
            "b",
          ]
          c = { d = 1 }
          # e = 2
          ä  = "ü"
          bb = a == b ? 1 : 2
        }
        resource "aws_lb" "alb" {
          script = <<-END
            x = 1
            long = 2
          END
          f  = 1
          gg = "2"
        }

        """)
    #expect(
      laidOut.places.map { String(decoding: laidOut.text[$0...].prefix(9), as: UTF8.self) } == [
        "resource "
      ])
  }

  /// Lines that are plain are told at once to be what they are byte by byte.
  @Test(arguments: UInt64(0)..<10)
  func plainLinesAreWhatTheyAreByteByByte(_ batch: UInt64) {
    var random = SplitMix64(seed: batch)
    let pieces = [
      "a", "B", "_", " ", "  ", "=", " = ", "\"", "\\", "{", "}", "[", "]", "(", ")", "#", "ü", "1",
      "<<-", "<<",
      "END", ">", "!", "-", "\t", "${c}",
    ]
    var assignments = 0
    for _ in 0..<2_000 {
      let line = (0..<Int.random(in: 0...(batch % 2 == 0 ? 9 : 24), using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let (whole, bytes) = Array(line.utf8).withUnsafeBufferPointer { text in
        (HCLLine.scanned(text.indices, text), HCLLine(text.indices, text))
      }
      if case .assignment = whole { assignments += 1 }
      #expect(whole == bytes, "\(line)")
    }
    #expect(assignments > 50)
  }

  /// Of CloudFormation a place is marked before each line that says the type of what its line names.
  @Test func resourcesOfCloudFormationAreMarked() {
    let text = """


      Resources:


        Queue:
          Type: AWS::SQS::Queue
        Topic:  \u{20}
          Type: AWS::SNS::Topic
        Table:

          Type: AWS::DynamoDB::Table
          Other:
            Type: String

      """
    let laidOut = withSingleBlankLines(Array(text.utf8))
    let marked = laidOut.places.map { place in
      String(decoding: laidOut.text[place...].prefix { $0 != 10 }, as: UTF8.self)
    }
    #expect(marked.first == "  Queue:")
    #expect(!marked.contains { $0.contains("Other") })
    #expect(
      String(decoding: laidOut.text, as: UTF8.self) == """
        Resources:

          Queue:
            Type: AWS::SQS::Queue
          Topic:
            Type: AWS::SNS::Topic
          Table:

            Type: AWS::DynamoDB::Table
            Other:
              Type: String

        """)
  }

  /// What is laid out stays as it is, whatever the text was.
  @Test(arguments: UInt64(0)..<20)
  func laidOutTextsStay(_ batch: UInt64) {
    var random = SplitMix64(seed: batch)
    let lines = [
      "", "  ", "a = 1", "  bb = \"c = d\"", "  e = {", "}", "  f = [", "]", "# g = 2", "h => 1",
      "  i = <<-EOT", "EOT", "resource \"a\" \"b\" {", "  j = \"\\\"{\" ", "k=l", "= m",
      "  \"n\" = 3",
      "o == p", "ü = \"ä\"", "region = 1", "q = r ? { s = 1 } : {}",
    ]
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        lines[Int.random(in: 0..<lines.count, using: &random)]
      }.joined(separator: "\n")
      let once = laidOutHCL(Array(text.utf8))
      let twice = laidOutHCL(once.text)
      #expect(once.text == twice.text, "\(text)")
      #expect(once.places == twice.places, "\(text)")
      let marked = once.places.allSatisfy { once.text[$0...].starts(with: "re".utf8) }
      #expect(marked, "\(text)")
    }
  }
}

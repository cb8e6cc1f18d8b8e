import TestSupport
import Testing

@testable import Reporting

/// What is laid out in one pass is what the rule says line by line.
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

import TestSupport
import Testing

@testable import NcursesTerminal

@Suite struct FrameThinningTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let sent: String
    let thinned: String
  }

  @Test(arguments: [
    Case(
      testDescription: "the character set is named once",
      sent: "\u{1B}(B\u{1B}[0;1mF5\u{1B}(B\u{1B}[m", thinned: "\u{1B}[1mF5\u{1B}[m"),
    Case(
      testDescription: "a blank keeps what the letters before it had",
      sent: "\u{1B}[0;1ma\u{1B}[m \u{1B}[0;1mb\u{1B}[m", thinned: "\u{1B}[1ma b\u{1B}[m"),
    Case(
      testDescription: "weight and ink are one sequence",
      sent: "\u{1B}[0;1m\u{1B}[36ma\u{1B}[39m\u{1B}[m", thinned: "\u{1B}[1;36ma\u{1B}[m"),
    Case(
      testDescription: "a blank in reverse is to be seen",
      sent: "a\u{1B}[0;7m \u{1B}[mb", thinned: "a\u{1B}[7m \u{1B}[mb"),
    Case(
      testDescription: "what is erased takes the ground",
      sent: "\u{1B}[44m\u{1B}[K\u{1B}[49m", thinned: "\u{1B}[44m\u{1B}[K\u{1B}[m"),
    Case(
      testDescription: "letters of another character set are drawn from it",
      sent: "\u{1B}(0q\u{1B}(Ba", thinned: "\u{1B}(0q\u{1B}(Ba"),
    Case(
      testDescription: "a true color is taken whole",
      sent: "\u{1B}[38:2::1:2:3ma\u{1B}[m \u{1B}[38:2::1:2:3mb\u{1B}[m",
      thinned: "\u{1B}[38:2::1:2:3ma b\u{1B}[m"),
    Case(
      testDescription: "what is not understood is sent as it is",
      sent: "\u{1B}[0;1m\u{1B}[m\u{1B}[120ma", thinned: "\u{1B}[0;1m\u{1B}[m\u{1B}[120ma"),
  ])
  func leavesOutWhatNobodySees(_ own: Case) {
    let thinned = FrameThinning.thinned(Array(own.sent.utf8))
    #expect(String(decoding: thinned, as: UTF8.self) == own.thinned)
  }

  @Test func showsTheSamePictureInNoMoreBytes() {
    var random = SplitMix64(seed: 8)
    for round in 0..<2000 {
      let stream = Self.stream(&random)
      let thinned = FrameThinning.thinned(stream)
      var (plain, thin) = (TinyTerminal(), TinyTerminal())
      plain.show(stream)
      thin.show(thinned)
      #expect(thin.picture == plain.picture, "round \(round)")
      #expect(thin.present.attributes == plain.present.attributes, "round \(round)")
      #expect(thin.present.ink == plain.present.ink && thin.present.ground == plain.present.ground)
      #expect(thinned.count <= stream.count, "round \(round)")
    }
  }

  /// A frame as ncurses sends it: attributes off before others are switched on, plain at the end.
  private static func stream(_ random: inout SplitMix64) -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      switch Int.random(in: 0...9, using: &random) {
      case 0: text += "\u{1B}[\(Int.random(in: 1...4, using: &random));3H"
      case 1: text += "\u{1B}[K"
      case 2: text += "\u{1B}[\(Int.random(in: 1...5, using: &random))X"
      case 3: text += "\r\n"
      case 4: text += "\u{1B}(B\u{1B}[m"
      case 5:
        let attribute = [1, 2, 4, 7].randomElement(using: &random) ?? 1
        text += "\u{1B}(B\u{1B}[0;\(attribute)m"
      case 6: text += "\u{1B}[3\(Int.random(in: 1...7, using: &random))m"
      case 7:
        text += ["\u{1B}[39m", "\u{1B}[44m", "\u{1B}[49m"].randomElement(using: &random) ?? ""
      case 8: text += "   "
      default: text += ["ab", "c d", "e"].randomElement(using: &random) ?? ""
      }
    }
    return Array((text + "\u{1B}(B\u{1B}[m").utf8)
  }
}

import TestSupport
import Testing

@testable import Reporting

/// Plots of measured points against a curve.
@Suite struct LoadPlotTests {
  private static func plot(_ points: [(Double, Double)], curve: [(Double, Double)] = []) -> LoadPlot
  {
    LoadPlot(
      title: "T", xAxis: "clients", yAxis: "req/s",
      measured: points.map { LoadPlot.Point(x: $0.0, y: $0.1) },
      curve: curve.map { LoadPlot.Point(x: $0.0, y: $0.1) }, curveName: "law")
  }

  @Test func pointsStandWhereTheyWereMeasured() throws {
    let lines = Self.plot([(1, 0), (2, 50), (3, 100)]).lines(.ascii, width: 45, height: 11)
    #expect(lines[0] == "T: measured o, law .")
    #expect(lines[1] == "req/s")
    // The axes take six columns; 39 are left, of which the middle one is the twentieth.
    #expect(lines[2].hasPrefix("100 |") && lines[2].hasSuffix("o") && lines[2].count == 44)
    #expect(lines[7] == " 50 |" + String(repeating: " ", count: 19) + "o")
    #expect(lines[12].hasPrefix("  0 |o"))
    #expect(lines[13].hasPrefix("    +---"))
    #expect(lines[15] == "     clients")
  }

  @Test func levelsThatDoubleAreLogarithmic() {
    let lines = Self.plot([(1, 10), (4, 20), (16, 30)]).lines(.ascii, width: 45, height: 7)
    #expect(lines.last == "    clients, logarithmic")
    // 4 is half-way between 1 and 16, in the middle of 40 columns after four.
    #expect(
      lines[4].firstIndex(of: "o").map { lines[4].distance(from: lines[4].startIndex, to: $0) }
        == 24)
  }

  @Test func brailleHoldsEightDotsACharacter() {
    let lines = Self.plot([(0, 0), (1, 1)], curve: [(0, 1), (1, 1)])
      .lines(.braille, width: 30, height: 5)
    // The uppermost dots of both columns.
    #expect(lines[2].contains("⠉⠉⠉"))
    #expect(lines[2].hasSuffix("●"))
    let ascii = Self.plot([(0, 0), (1, 1)], curve: [(0, 1), (1, 1)])
      .lines(.ascii, width: 30, height: 5)
    #expect(ascii.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test func staysWithinItsWidthWhateverIsPlotted() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<40 {
      let count = Int.random(in: 1...9, using: &random)
      let points = (0..<count).map { _ in
        (random.uniform(0.001...1e6), random.uniform(0...1e7))
      }
      let curve = points.sorted { $0.0 < $1.0 }
      for signs in [LoadPlot.Signs.ascii, .braille] {
        let lines = Self.plot(points, curve: curve).lines(signs, width: 60, height: 8)
        #expect(lines.dropFirst(2).allSatisfy { $0.count <= 60 })
        #expect(lines.isEmpty == (count == 1))
      }
    }
  }

  @Test func nothingIsDrawnOfOnePlace() {
    #expect(Self.plot([(3, 5), (3, 6)]).lines(.ascii, width: 40).isEmpty)
    #expect(Self.plot([]).lines(.ascii, width: 40).isEmpty)
  }
}

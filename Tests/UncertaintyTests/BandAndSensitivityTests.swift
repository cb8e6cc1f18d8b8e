import Quantities
import Testing
import Uncertainty

struct BandAndSensitivityTests {
  @Test func bandsAreOrderStatistics() {
    let band = Band((1...100).map(Double.init).reversed())
    #expect((band.p5, band.p50, band.p95) == (5, 50, 95))
    #expect(Band([3]).p95 == 3)
    let saturated = Band((0..<100).map { $0 < 90 ? Double($0) : .infinity })
    #expect(saturated.p95 == .infinity && saturated.p50 == 49)
  }

  private func uniform(_ cube: LatinHypercube, _ name: String) -> [Double] {
    let column = cube.column(name)
    return (0..<cube.count).map(column.share)
  }

  /// Of `x + 2y` with equal laws the second explains four fifths of the variance.
  @Test func sharesOfALinearModelAreKnown() {
    let cube = LatinHypercube(count: 4096, seed: 5)
    let output = zip(uniform(cube, "x"), uniform(cube, "y")).map { $0 + 2 * $1 }
    let sensitivity = Sensitivity(output)
    #expect(abs(sensitivity.explained(by: cube.column("x")) - 0.2) < 0.03)
    #expect(abs(sensitivity.explained(by: cube.column("y")) - 0.8) < 0.03)
    #expect(sensitivity.explained(by: cube.column("z")) < 4 * Sensitivity.noise(samples: 4096))
  }

  @Test(arguments: [64, 256, 2048]) func whatNothingDependsOnExplainsNothing(_ count: Int) {
    let cube = LatinHypercube(count: count, seed: 9)
    let constant = Sensitivity([Double](repeating: 4, count: count))
    #expect(constant.explained(by: cube.column("x")) == 0)
    let own = Sensitivity(uniform(cube, "x"))
    // What varies inside a bin is not seen.
    #expect(own.explained(by: cube.column("x")) > 1 - 1.2 / Double(own.bins * own.bins))
    for other in 0..<20 {
      #expect(
        own.explained(by: cube.column("other\(other)")) < 5 * Sensitivity.noise(samples: count))
    }
  }

  @Test func saturatedSamplesRankHighest() {
    let cube = LatinHypercube(count: 512, seed: 2)
    let output = uniform(cube, "x").map { $0 < 0.7 ? $0 : .infinity }
    #expect(Sensitivity(output).explained(by: cube.column("x")) > 0.9)
  }

  /// A function of the square, which no correlation sees.
  @Test func shapesThatRiseAndFallAreSeen() {
    let cube = LatinHypercube(count: 1024, seed: 4)
    let output = uniform(cube, "x").map { ($0 - 0.5) * ($0 - 0.5) }
    #expect(Sensitivity(output).explained(by: cube.column("x")) > 0.95)
  }
}

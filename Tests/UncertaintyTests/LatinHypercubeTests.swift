import Testing
import Uncertainty

struct LatinHypercubeTests {
  @Test(arguments: [2, 3, 64, 1000]) func eachStratumIsTakenOnce(_ count: Int) {
    let cube = LatinHypercube(count: count, seed: 7)
    let column = cube.column("users.now")
    #expect(column.strata.sorted() == Array(0..<count))
    #expect(column.share(0) == (Double(column.strata[0]) + 0.5) / Double(count))
  }

  @Test func theSameSeedGivesTheSameSamplesAndAnotherOneOthers() {
    let cube = LatinHypercube(count: 100, seed: 1)
    #expect(cube.column("a") == LatinHypercube(count: 100, seed: 1).column("a"))
    #expect(cube.column("a") != LatinHypercube(count: 100, seed: 2).column("a"))
    #expect(cube.column("a") != cube.column("b"))
  }

  @Test func columnsAreNotCorrelated() {
    let cube = LatinHypercube(count: 4000, seed: 3)
    let names = (0..<12).map { "input\($0)" }
    for (place, name) in names.enumerated() {
      for other in names[..<place] {
        let (x, y) = (cube.column(name).strata, cube.column(other).strata)
        let mean = 3999.0 / 2
        let covariance = zip(x, y).reduce(0.0) {
          $0 + (Double($1.0) - mean) * (Double($1.1) - mean)
        }
        let correlation = covariance / 4000 / (4000.0 * 4000 / 12)
        // Four standard errors of an independent pair.
        #expect(abs(correlation) < 4 / 4000.0.squareRoot(), "\(name) \(other)")
      }
    }
  }

  @Test func runsGiveTheSameOnOneCoreAndOnAll() {
    let one = SampleRuns.map(1003, cores: 1) { Double($0).squareRoot() }
    #expect(SampleRuns.map(1003) { Double($0).squareRoot() } == one)
    #expect(SampleRuns.map(1) { $0 } == [0])
  }
}

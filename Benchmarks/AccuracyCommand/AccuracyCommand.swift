import AccuracySuite
import Foundation
import Quantities
import Simulation

@main
enum AccuracyCommand {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "references": try references(arguments[1])
    default: print("usage")
    }
  }

  private static func references(_ file: String) throws {
    let cases = try WebSystemReference.read(Data(contentsOf: URL(fileURLWithPath: file)))
    for one in cases {
      var run = try SimulationRun(
        one.system,
        SimulationSettings(replications: 20, percentiles: one.percentiles, workers: 2))
      run.run(requests: 50_000)
      let result = run.result()
      print("\(one)  \(result.events) events")
      for comparison in one.comparisons(result) {
        print(
          "  \(comparison.name) \(comparison.simulated.value) ± \(comparison.simulated.halfWidth)"
            + " against \(comparison.reference) ± \(comparison.referenceHalfWidth): "
            + "\(DecimalText.significant(comparison.relativeDifference, 3))"
            + (comparison.relativeDifference > 1 ? " ***" : ""))
      }
    }
  }
}

import AccuracySuite
import Foundation
import Quantities
import Simulation

/// The simulator beside the reference systems of a folder of oracle files.
enum References {
  static func print(_ folder: URL) throws {
    var count = 0
    var beyond = 0
    func show(_ name: String, _ comparisons: [ReferenceComparison]) {
      Swift.print(name)
      for one in comparisons {
        count += 1
        if one.relativeDifference > 1 { beyond += 1 }
        Swift.print(
          "  \(one.name) \(DecimalText.significant(one.simulated.value, 5)) ± "
            + "\(DecimalText.significant(one.simulated.halfWidth, 2)), reference "
            + "\(DecimalText.significant(one.reference, 5)) ± "
            + "\(DecimalText.significant(one.referenceHalfWidth, 2)): "
            + "\(DecimalText.significant(one.relativeDifference, 2)) of the interval")
      }
    }
    for one in try WebSystemReference.read(
      Data(contentsOf: folder.appendingPathComponent("h-web-systems.json")))
    {
      show(one.description, one.comparisons(try run(one.system, one.percentiles)))
    }
    for file in ["f-cache.json", "g-transients.json"] {
      for one in try StoreReference.read(Data(contentsOf: folder.appendingPathComponent(file))) {
        show(one.description, one.comparisons(try run(one.system, [0.5], catalog: one.catalog)))
      }
    }
    Swift.print("\(beyond) of \(count) quantities beyond the 99 % interval of the difference")
  }

  private static func run(
    _ system: SimulatedSystem, _ percentiles: [Double], catalog: Int = 0
  ) throws -> SimulationResult {
    var run = try SimulationRun(
      system,
      SimulationSettings(
        replications: catalog > 1_000_000 ? 4 : 20, warmUp: max(5_000, 2 * catalog),
        percentiles: percentiles))
    run.run(requests: max(50_000, catalog))
    return run.result()
  }
}

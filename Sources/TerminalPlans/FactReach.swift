import CapacityPlanning
import CatalogModel
import Requirements
import Roadmap
import Synchronization
import TerminalUI

/// The facts that the response times of an architecture move with.
///
/// A model reads far more than a value depends on: parameters are read as a whole, limits for every
/// tier. So each fact with a number is made half as large again, and those are kept that change p95
/// or p99 in their first four digits.
final class FactReach: Sendable {
  private struct Key: Hashable {
    let unit: String?
    let architecture: Architecture
  }

  private static let nudge = 1.5
  private let known = Mutex<[Key: [String]]>([:])

  /// Their ids, in the order of the alphabet; kept for the architecture, whatever load it is asked
  /// with later.
  func ids(_ load: UnitLoad) -> [String] {
    let key = Key(unit: load.part.unit, architecture: load.stage.architecture)
    if let ids = known.withLock({ $0[key] }) { return ids }
    let ids = Self.moving(load)
    known.withLock { $0[key] = ids }
    return ids
  }

  private static func moving(_ load: UnitLoad) -> [String] {
    let (part, architecture) = (load.part, load.stage.architecture)
    let reads = CatalogReads()
    let noted = part.model(with: part.catalog.noting(reads))
    guard let base = try? noted.point(architecture, under: load.workload) else { return [] }
    let candidates = reads.ids.union(part.plan.parameters.factIDs).sorted()
    return candidates.filter { id in
      guard let number = try? part.catalog.number(id),
        let place = try? part.catalog.places(of: [id])
      else { return false }
      let other = part.catalog.replacing(place, by: [number == 0 ? 1 : number * nudge])
      guard let model = try? part.model(readAnewFrom: other),
        let point = try? model.point(architecture, under: load.workload)
      else { return true }
      return point.p95 != base.p95 || point.p99 != base.p99
    }
  }
}

extension ShownPlan {
  /// The model of this plan's requirements with parameters of another catalog.
  fileprivate func model(readAnewFrom catalog: Catalog) throws(Catalog.Gap) -> CapacityModel {
    let requirements = plan.requirements
    let parameters = try PlanningParameters(
      catalog, runtime: requirements.runtime, like: plan.parameters
    ).measured(requirements.database)
    return CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
  }
}

import CapacityPlanning
import Quantities
import Roadmap

/// How the number that a gate observes was obtained.
enum GateMethod {
  static func method(of gate: Gate) -> Method {
    switch gate.id {
    case "p95", "p99": CapacityModel.percentileMethod
    case "capacity": BreakingLoad.method
    default: .derived
    }
  }
}

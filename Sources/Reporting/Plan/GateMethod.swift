import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// How the number that a gate observes was obtained.
enum GateMethod {
  static func method(of gate: Gate) -> Method {
    switch gate.measure {
    case .p95, .p99: return CapacityModel.percentileMethod
    case .runway: return BreakingLoad.method
    case .monthlyCost, .costChange, .utilization, .availability, .lifecycle, .factAge:
      return .derived
    case nil: break
    }
    switch gate.id {
    case "p95", "p99": return CapacityModel.percentileMethod
    case "capacity": return BreakingLoad.method
    default: return .derived
    }
  }
}

import CatalogModel
import Quantities

/// Machines of one type in the numbers that carry a demand.
struct Fleet: Sendable {
  /// What holds for all types: a reference, since each of them looks at it.
  final class Terms {
    let platform: ComputePlatform
    let zones: Int
    let targets: MachineTargets
    let sizing: SizingDefaults
    let baseMemory: GiB
    let memoryPerVirtualCPU: GiB
    let agentMemory: GiB
    /// USD a month of the root volume of a machine.
    let volume: Double

    init(
      _ demand: ComputeDemand, _ platform: ComputePlatform, _ parameters: PlanningParameters,
      volume: Double
    ) {
      self.platform = platform
      zones = platform == .singleInstance ? 1 : demand.zones
      targets = MachineTargets(parameters)
      sizing = parameters.sizing
      baseMemory = parameters.baseMemory
      memoryPerVirtualCPU = parameters.memoryPerVirtualCPU
      agentMemory = sizing.agentMemory(platform)
      self.volume = volume
    }
  }

  /// The least that machines of any type cost for a demand.
  struct Least {
    private let zones: Double
    /// vCPUs that run on average, within the safe share.
    private let running: Double
    private let volume: Double

    init(_ demand: ComputeDemand, _ terms: Terms) {
      zones = Double(max(1, terms.zones))
      let load =
        demand.mustStandReady
        ? demand.peakLoad.value : min(demand.meanLoad.value, demand.peakLoad.value)
      // Numbers of machines are rounded up from a billionth less.
      running = load / terms.targets.processors * (1 - 1e-6)
      volume = terms.volume
    }

    /// USD a month at least, of machines without agents that every byte of memory is enough for.
    func cost(_ rate: TypeSkyline.MachineRate) -> Double {
      (rate.monthly + volume) * max(zones, running / rate.virtualCPUs)
    }
  }

  private let type: TypeSkyline.Priced<ComputeInstance>
  private let platform: ComputePlatform
  private let range: MachineRange
  /// USD a month of a machine.
  private let each: Double

  /// Nil where machines of the type do not carry the demand.
  init?(
    of type: TypeSkyline.Priced<ComputeInstance>, _ demand: ComputeDemand, _ terms: Terms
  ) {
    let cores = Double(type.instance.virtualCPUs)
    let platform = terms.platform
    let speed = 1 - terms.sizing.agentShare(platform, virtualCPUs: cores)
    let neededMemory =
      terms.baseMemory + terms.memoryPerVirtualCPU * cores + demand.dataMemory + terms.agentMemory
    guard type.instance.memory >= neededMemory else { return nil }
    guard
      let range = MachineRange(
        demand, perMachine: cores * speed, speed: speed,
        workers: terms.targets.workers(virtualCPUs: cores), zones: terms.zones,
        isLarge: type.instance.virtualCPUs >= terms.sizing.largeVirtualCPUs, terms.targets)
    else { return nil }
    guard platform != .singleInstance || range.least == 1 else { return nil }
    // Machines are not added for their credits: what the load asks for must sustain it.
    if let baseline = type.burstBaseline,
      demand.meanLoad.value > baseline * cores * Double(range.leastRunning)
    {
      return nil
    }
    self.type = type
    self.platform = platform
    self.range = range
    each = type.instance.hourly.value * type.rate * Bill.hours + terms.volume
  }

  /// Whether its least number is cheaper than that of another one; equal costs go to fewer machines, then to
  /// the newer generation, then to the first name.
  func precedes(_ other: Fleet) -> Bool {
    let (own, its) = (cost(0), other.cost(0))
    if own != its { return own < its }
    if range.least != other.range.least { return range.least < other.range.least }
    if type.generation != other.type.generation { return type.generation > other.type.generation }
    return type.instance.name < other.type.instance.name
  }

  /// USD a month.
  func cost(_ position: Int) -> Double { each * Double(range.running(position)) }

  func option(_ position: Int) -> ComputeTier {
    ComputeTier(
      platform: platform, instanceType: type.instance.name, count: range.count(position),
      minimumCount: range.running(position), virtualCPUs: Double(type.instance.virtualCPUs),
      memory: type.instance.memory, processor: type.instance.architecture, concurrency: 0)
  }

  var series: ComputeSeries {
    ComputeSeries(
      length: platform == .singleInstance ? 1 : range.length, option: option, cost: cost,
      generation: type.generation)
  }
}

import RealModule

/// A simulator as one writes it first: an object per job, a closure per event, arrays for queues.
///
/// It simulates the same path over first-come-first-served stations as the benchmark of
/// `Simulation`, for the other side of its ratio.
final class NaiveSimulator {
  final class Job {
    let arrival: Double
    var stage = 0
    init(arrival: Double) { self.arrival = arrival }
  }

  final class Station {
    let servers: Int
    let mean: Double
    var busy = 0
    var waiting: [Job] = []
    init(servers: Int, mean: Double) {
      self.servers = servers
      self.mean = mean
    }
  }

  struct Event {
    let time: Double
    let action: () -> Void
  }

  private var heap: [Event] = []
  private var now = 0.0
  private var random = SystemRandomNumberGenerator()
  private let stations: [Station]
  private let rate: Double
  private(set) var times: [Double] = []
  private(set) var events = 0

  init(rate: Double, stations: [Station]) {
    self.rate = rate
    self.stations = stations
  }

  func run(completions: Int) {
    schedule(exponential(1 / rate)) { self.arrive() }
    while times.count < completions, let event = next() {
      now = event.time
      events += 1
      event.action()
    }
  }

  private func exponential(_ mean: Double) -> Double {
    -mean * Self.log(1 - Double.random(in: 0..<1, using: &random))
  }

  private static func log(_ x: Double) -> Double { Double.log(x) }

  private func arrive() {
    enter(Job(arrival: now))
    schedule(now + exponential(1 / rate)) { self.arrive() }
  }

  private func enter(_ job: Job) {
    guard job.stage < stations.count else {
      times.append(now - job.arrival)
      return
    }
    let station = stations[job.stage]
    if station.busy < station.servers {
      station.busy += 1
      start(job, station)
    } else {
      station.waiting.append(job)
    }
  }

  private func start(_ job: Job, _ station: Station) {
    schedule(now + exponential(station.mean)) {
      if station.waiting.isEmpty {
        station.busy -= 1
      } else {
        self.start(station.waiting.removeFirst(), station)
      }
      job.stage += 1
      self.enter(job)
    }
  }

  private func schedule(_ time: Double, _ action: @escaping () -> Void) {
    heap.append(Event(time: time, action: action))
    var index = heap.count - 1
    while index > 0 && heap[index].time < heap[(index - 1) / 2].time {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private func next() -> Event? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count && heap[child + 1].time < heap[child].time { child += 1 }
      guard heap[child].time < heap[index].time else { break }
      heap.swapAt(index, child)
      index = child
    }
    return first
  }
}

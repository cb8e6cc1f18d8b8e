import Dispatch
import Foundation
import Parallelism
import Synchronization
import Testing

/// What holds for work that is spread over the cores.
@Suite struct TurnsTests {
  @Test(arguments: [0, 1, 2, 7, 1000]) func eachTurnIsTakenOnce(_ count: Int) {
    let calls = (0..<count).map { _ in Counter() }
    Turns.run(count) { calls[$0].add() }
    #expect(calls.allSatisfy { $0.value == 1 })
    #expect((0..<count).map { $0 }.parallelMap { $0 * 2 } == (0..<count).map { $0 * 2 })
  }

  /// Nobody waits for threads that are busy with something else: what they would have done is done by
  /// the caller.
  @Test func busyThreadsAreNotWaitedFor() {
    let isOver = Flag()
    let waitedInVain = Counter()
    let spinners = DispatchGroup()
    for _ in 0..<2 * ProcessInfo.processInfo.activeProcessorCount {
      DispatchQueue.global().async(group: spinners) {
        let deadline = DispatchTime.now() + .seconds(20)
        while !isOver.isSet {
          if DispatchTime.now() > deadline {
            waitedInVain.add()
            return
          }
        }
      }
    }
    let results = Array(0..<8).parallelMap { $0 + 1 }
    isOver.set()
    spinners.wait()
    #expect(results == Array(1...8))
    #expect(waitedInVain.value == 0)
  }

  /// Each waits for the other, which takes two threads.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func twoTurnsRunAtATime() {
    let doors = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    let met = Array(0..<2).parallelMap { turn in
      doors[1 - turn].signal()
      return doors[turn].wait(timeout: .now() + .seconds(20)) == .success
    }
    #expect(met == [true, true])
  }

  /// Who waits for a turn that another thread took helps with the turns that are given out in it, which here wait
  /// for each other.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func whoWaitsHelps() {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let isTaken = DispatchSemaphore(value: 0)
    let arrived = Counter()
    let (_, met) = concurrently(
      { _ = isTaken.wait(timeout: .now() + .seconds(20)) },
      {
        isTaken.signal()
        // Time for the other one to end, and to wait.
        usleep(50_000)
        // It takes all threads for all to meet.
        return Array(0..<cores).parallelMap { _ in
          arrived.add()
          let deadline = DispatchTime.now() + .seconds(20)
          while arrived.value < cores, DispatchTime.now() < deadline { usleep(1000) }
          return arrived.value == cores
        }
      })
    #expect(met == [Bool](repeating: true, count: cores))
  }

  @Test func turnsWithinTurnsEnd() {
    let sums = Array(0..<6).parallelMap { outer in
      Array(0..<6).parallelMap { inner in
        Array(0..<6).parallelMap { $0 * inner * outer }.reduce(0, +)
      }
      .reduce(0, +)
    }
    #expect(sums == (0..<6).map { $0 * 225 })
    let (one, other) = concurrently({ sums.count }, { Array(0..<3).parallelMap { "\($0)" } })
    #expect(one == 6 && other == ["0", "1", "2"])
  }

  /// Each link sees the one before, each output its link, and the first failure is told.
  @Test(arguments: [0, 1, 2, 40]) func chainsAreMadeInOrder(_ count: Int) throws {
    struct Broken: Error, Equatable { let place: Int }
    func squares(brokenAt broken: Int?, outputBrokenAt other: Int? = nil) throws(Broken) -> [Int] {
      try chainMap(count) { index, before throws(Broken) -> Int in
        if index == broken { throw Broken(place: index) }
        return (before ?? -1) + 1
      } output: { link throws(Broken) -> Int in
        if link == other { throw Broken(place: 100 + link) }
        return Array(0..<3).parallelMap { $0 * link }.reduce(0, +)
      }
    }
    #expect(try squares(brokenAt: nil) == (0..<count).map { 3 * $0 })
    guard count > 1 else { return }
    #expect(throws: Broken(place: 1)) { try squares(brokenAt: 1) }
    #expect(throws: Broken(place: 100)) { try squares(brokenAt: count - 1, outputBrokenAt: 0) }
  }

  /// What is made of a link does not wait for the last one.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func outputsAreMadeWhileTheChainGoesOn() {
    let isMade = DispatchSemaphore(value: 0)
    let results = chainMap(2) { index, _ in
      index == 0 || isMade.wait(timeout: .now() + .seconds(20)) == .success
    } output: { link in
      isMade.signal()
      return link
    }
    #expect(results == [true, true])
  }

  /// Who is at turns that are not urgent takes those that are between two of them.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func urgentTurnsGoFirst() {
    let doors = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    let (met, _) = concurrently(
      {
        Array(0..<2).parallelMap(rank: .urgent) { turn in
          doors[1 - turn].signal()
          return doors[turn].wait(timeout: .now() + .seconds(2)) == .success
        }
      },
      { Turns.run(200 * ProcessInfo.processInfo.activeProcessorCount) { _ in usleep(20_000) } })
    #expect(met == [true, true])
  }

  /// Who waits for a turn that another thread is at takes one that is there to fill waits, though it was not given
  /// out in that turn, which here waits for it.
  ///
  /// With more cores than two a thread that is free would take it.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount == 2))
  func waitsAreFilled() {
    let hasBegun = DispatchSemaphore(value: 0)
    let (isOffered, isTaken) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let filled = Counter()
    let (ended, _) = concurrently(
      {
        _ = hasBegun.wait(timeout: .now() + .seconds(20))
        return Array(0..<2).parallelMap(rank: .urgent) { turn in
          if turn == 0 {
            isOffered.signal()
            return isTaken.wait(timeout: .now() + .seconds(20)) == .success
          }
          isTaken.signal()
          let deadline = DispatchTime.now() + .seconds(20)
          while filled.value < 2, DispatchTime.now() < deadline { usleep(1000) }
          return filled.value == 2
        }
      },
      {
        hasBegun.signal()
        // After the first of these the thread takes an urgent turn, and is at that when the second is to be taken.
        Turns.run(2, rank: .filling) { turn in
          if turn == 0 { _ = isOffered.wait(timeout: .now() + .seconds(20)) }
          filled.add()
        }
      })
    #expect(ended == [true, true])
  }

  /// Whatever waits are filled, everything ends, and each turn is taken once, with none below another.
  @Test func fillingTurnsWithinTurnsEnd() {
    let calls = (0..<40).map { _ in Counter() }
    let depth = Mutex<[ObjectIdentifier: Int]>([:])
    let deepest = Counter()
    let (sums, _) = concurrently(
      {
        Array(0..<20).map { outer in
          Array(0..<4).parallelMap(rank: .urgent) { inner in
            Array(0..<3).parallelMap { $0 * inner * outer }.reduce(0, +)
          }
          .reduce(0, +)
        }
      },
      {
        Turns.run(40, rank: .filling) { turn in
          let thread = ObjectIdentifier(Thread.current)
          let here = depth.withLock { depth in
            depth[thread, default: 0] += 1
            return depth[thread] ?? 0
          }
          if here > 1 { deepest.add() }
          Turns.run(3) { _ in usleep(100) }
          calls[turn].add()
          depth.withLock { $0[thread, default: 0] -= 1 }
        }
      })
    #expect(sums == (0..<20).map { $0 * 18 })
    #expect(deepest.value == 0)
    #expect(calls.allSatisfy { $0.value == 1 })
  }

  @Test func theFirstFailureIsTold() throws {
    struct Broken: Error, Equatable { let place: Int }
    let doubled = try Array(0..<50).parallelTries { place throws(Broken) -> Int in place * 2 }
    #expect(doubled == (0..<50).map { $0 * 2 })
    #expect(throws: Broken(place: 7)) {
      try Array(0..<50).parallelTries { place throws(Broken) -> Int in
        if place >= 7 { throw Broken(place: place) }
        return place
      }
    }
  }

  @Test func noMoreRunAtATimeThanAllowed() {
    let running = Counter()
    let most = Mutex(0)
    Turns.run(64, width: 2) { _ in
      let now = running.add()
      most.withLock { $0 = max($0, now) }
      running.add(-1)
    }
    #expect((1...2).contains(most.withLock { $0 }))
  }

  /// No more run than there are cores, however deep turns are given out within turns.
  @Test func noMoreRunThanThereAreCores() {
    let running = Counter()
    let most = Mutex(0)
    Turns.run(8) { _ in
      Turns.run(8) { _ in
        Turns.run(8) { _ in
          let now = running.add()
          most.withLock { $0 = max($0, now) }
          running.add(-1)
        }
      }
    }
    #expect((1...ProcessInfo.processInfo.activeProcessorCount).contains(most.withLock { $0 }))
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    @discardableResult func add(_ difference: Int = 1) -> Int {
      count.wrappingAdd(difference, ordering: .sequentiallyConsistent).newValue
    }
  }

  private final class Flag: Sendable {
    private let flag = Atomic<Bool>(false)
    var isSet: Bool { flag.load(ordering: .acquiring) }
    func set() { flag.store(true, ordering: .releasing) }
  }
}

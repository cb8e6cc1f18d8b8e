import Dispatch
import Synchronization
import TerminalPlans
import Testing

@Suite struct PlanMemoryTests {
  /// Asks for keys one after the other; returns those that were computed.
  private func computed(_ keys: [Int], _ memory: PlanMemory<Int, Int>) -> [Int] {
    var computed: [Int] = []
    for key in keys {
      let value = memory.value(of: key) {
        computed.append(key)
        return key * 10
      }
      #expect(value == key * 10)
    }
    return computed
  }

  @Test func theLeastRecentlyAskedForIsForgotten() {
    let memory = PlanMemory<Int, Int>(capacity: 3)
    #expect(computed([1, 2, 3, 1, 4], memory) == [1, 2, 3, 4])
    #expect(computed([1, 3, 4], memory) == [], "2 was not asked for the longest")
    #expect(computed([2], memory) == [2])
  }

  @Test func whatIsPinnedStaysHoweverManyAreTried() {
    let memory = PlanMemory<Int, Int>(capacity: 2)
    memory.pin(1)
    #expect(computed([1] + Array(2...20), memory).count == 20)
    #expect(computed([1], memory) == [])
    memory.pin(20)
    _ = computed([30, 31], memory)
    #expect(computed([1], memory) == [1], "no longer pinned")
    #expect(computed([20], memory) == [])
  }

  @Test func whoAsksForWhatIsBeingComputedWaitsForIt() {
    let memory = PlanMemory<Int, Int>(capacity: 2)
    let count = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let value = memory.value(of: 7) {
        count.withLock { $0 += 1 }
        var sum = 0
        for number in 0..<200_000 { sum = sum &+ number }
        return sum
      }
      #expect(value == 19_999_900_000)
    }
    #expect(count.withLock { $0 } == 1)
  }
}

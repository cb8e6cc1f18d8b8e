import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
  /// The results of a function for every element, in order, computed on all cores.
  ///
  /// The function must not depend on the order of calls.
  ///
  /// - Parameter threads: At most so many, where there is too little to do for more; nil for as many as
  ///   there are cores.
  package func parallelMap<Output: Sendable>(
    threads: Int? = nil, _ transform: @Sendable (Element) -> Output
  ) -> [Output] {
    [Output?](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: nil)
      // Each iteration writes its own slot, and all have ended when `perform` returns.
      nonisolated(unsafe) let slots = buffer
      perform(count, on: threads ?? processors) { index in
        slots[index] = transform(self[index])
      }
      initialized = count
    }.compactMap { $0 }
  }
}

/// The results of two functions that run at the same time on two cores.
package func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  var one: First?
  var other: Second?
  withUnsafeMutablePointer(to: &one) { one in
    withUnsafeMutablePointer(to: &other) { other in
      // Each iteration writes its own place, and both have ended when `perform` returns.
      nonisolated(unsafe) let places = (one, other)
      perform(2, on: 2) { index in
        if index == 0 { places.0.pointee = first() } else { places.1.pointee = second() }
      }
    }
  }
  guard let one, let other else { preconditionFailure("both iterations have run") }
  return (one, other)
}

/// How many cores there are, which is read from several files.
private let processors = ProcessInfo.processInfo.activeProcessorCount

/// Runs iterations on the calling thread and on others.
///
/// `DispatchQueue.concurrentPerform` within itself runs its iterations one after another where there are two
/// cores, and much of what runs here calls it in turn.
private func perform(_ count: Int, on threads: Int, _ body: @Sendable (Int) -> Void) {
  withoutActuallyEscaping(body) { body in
    let turns = Turns(count)
    let group = DispatchGroup()
    for _ in 1..<max(1, min(count, threads)) {
      DispatchQueue.global().async(group: group) { turns.each(body) }
    }
    turns.each(body)
    group.wait()
  }
}

/// Iterations that each are taken once.
private final class Turns: Sendable {
  private let next = Atomic<Int>(0)
  private let count: Int

  init(_ count: Int) { self.count = count }

  func each(_ body: (Int) -> Void) {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }
}

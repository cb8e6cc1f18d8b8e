import Dispatch

extension Array where Element: Sendable {
  /// The results of a function for every element, in order, computed on all cores.
  ///
  /// The function must not depend on the order of calls.
  func parallelMap<Output: Sendable>(_ transform: @Sendable (Element) -> Output) -> [Output] {
    [Output?](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: nil)
      // Each iteration writes its own slot, and all have ended when `concurrentPerform` returns.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots[index] = transform(self[index])
      }
      initialized = count
    }.compactMap { $0 }
  }
}

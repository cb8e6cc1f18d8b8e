extension Array where Element: Sendable {
  /// The results of a function for every element, in order, computed on all cores.
  ///
  /// The function must not depend on the order of calls.
  ///
  /// - Parameters:
  ///   - threads: At most so many, where there is too little to do for more.
  ///   - rank: How urgent it is, and whether it fills waits.
  package func parallelMap<Output: Sendable>(
    threads: Int = .max, rank: Turns.Rank = .usual,
    _ transform: @escaping @Sendable (Element) -> Output
  ) -> [Output] {
    [Output?](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: nil)
      // Each turn writes its own slot, and all have ended when `run` returns.
      nonisolated(unsafe) let slots = buffer
      Turns.run(count, width: threads, rank: rank) { index in
        slots[index] = transform(self[index])
      }
      initialized = count
    }.compactMap { $0 }
  }

  /// The results of a function that may fail, as by `parallelMap`.
  ///
  /// - Throws: The failure of the first element, in order, that has one; the others are tried all the same.
  package func parallelTries<Output: Sendable, Failure: Error>(
    rank: Turns.Rank = .usual,
    _ transform: @escaping @Sendable (Element) throws(Failure) -> Output
  ) throws(Failure) -> [Output] {
    let results = parallelMap(rank: rank) { element in
      Result { () throws(Failure) in try transform(element) }
    }
    var outputs: [Output] = []
    outputs.reserveCapacity(count)
    for result in results { outputs.append(try result.get()) }
    return outputs
  }
}

/// The results of two functions that run at the same time on two cores.
package func concurrently<First: Sendable, Second: Sendable>(
  _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  var one: First?
  var other: Second?
  withUnsafeMutablePointer(to: &one) { one in
    withUnsafeMutablePointer(to: &other) { other in
      // Each turn writes its own place, and both have ended when `run` returns.
      nonisolated(unsafe) let places = (one, other)
      Turns.run(2) { index in
        if index == 0 { places.0.pointee = first() } else { places.1.pointee = second() }
      }
    }
  }
  guard let one, let other else { preconditionFailure("both turns were taken") }
  return (one, other)
}

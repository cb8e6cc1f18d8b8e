import Parallelism

/// Runs a function on every sample, on all cores.
package enum SampleRuns {
  /// The results in order of the samples; the function must depend on nothing but the number of the
  /// sample, so that the result does not depend on the number of cores.
  ///
  /// - Parameters:
  ///   - cores: How many run at a time; 1 for the calling thread alone, nil for all.
  ///   - most: How many samples a core takes at a time; 1 where they take long and unequally long.
  package static func map<Output: Sendable>(
    _ count: Int, cores: Int? = nil, most: Int = 64, _ body: @escaping @Sendable (Int) -> Output
  ) -> [Output] {
    if cores == 1 { return (0..<count).map(body) }
    let size = max(1, min(most, count / 8))
    let chunks = stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
    return chunks.parallelMap { $0.map(body) }.flatMap { $0 }
  }
}

import Parallelism

/// Runs a function on every sample, on all cores.
package enum SampleRuns {
  /// The results in order of the samples; the function must depend on nothing but the number of the
  /// sample, so that the result does not depend on the number of cores.
  ///
  /// - Parameter cores: How many run at a time; 1 for the calling thread alone, nil for all.
  package static func map<Output: Sendable>(
    _ count: Int, cores: Int? = nil, _ body: @escaping @Sendable (Int) -> Output
  ) -> [Output] {
    if cores == 1 { return (0..<count).map(body) }
    // Samples are short: a core takes several at a time.
    let size = max(1, min(64, count / 8))
    let chunks = stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
    return chunks.parallelMap { $0.map(body) }.flatMap { $0 }
  }
}

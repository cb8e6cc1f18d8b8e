/// How the capacity of a machine grows with its vCPUs: the Universal Scalability Law.
///
/// `C(p) = p / (1 + σ(p-1) + κp(p-1))` for `p >= 1`, in vCPUs that work alone; below one vCPU nobody
/// contends and `C(p) = p`. Gunther, Guerrilla Capacity Planning, 2007, eq. 4.31, with processors as
/// the count. Assumes that contention comes with the vCPUs at work, as it was measured with no more
/// clients than vCPUs.
package struct ProcessorScaling: Hashable, Sendable {
  /// σ, the share of work that only one vCPU can do at a time.
  package let contention: Double
  /// κ, the cost of keeping each pair of vCPUs in agreement.
  package let coherency: Double

  /// All vCPUs count in full.
  package init() { self.init(contention: 0, coherency: 0) }

  /// - Precondition: Neither is negative.
  package init(contention: Double, coherency: Double) {
    precondition(contention >= 0 && coherency >= 0, "contention and coherency")
    self.contention = contention
    self.coherency = coherency
  }

  /// C(p), the vCPUs that `p` of them are worth.
  package func effective(_ virtualCPUs: Double) -> Double {
    guard virtualCPUs > 1 else { return virtualCPUs }
    let others = virtualCPUs - 1
    return virtualCPUs / (1 + (contention + coherency * virtualCPUs) * others)
  }

  /// The least vCPUs, in steps and up to a ceiling, that are worth `needed`; nil where none are.
  ///
  /// Where all vCPUs count in full, those that are needed, without steps.
  ///
  /// - Complexity: One evaluation per step.
  package func least(worth needed: Double, step: Double, ceiling: Double) -> Double? {
    if contention == 0, coherency == 0 { return needed <= ceiling ? needed : nil }
    var count = step
    while count <= ceiling {
      if effective(count) >= needed { return count }
      count += step
    }
    return nil
  }
}

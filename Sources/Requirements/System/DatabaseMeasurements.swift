package import Quantities

/// What was measured of the SQL database; nothing is assumed where nothing was.
package struct DatabaseMeasurements: Hashable, Sendable {
  /// CPU time of one vCPU for a read and for a write; nil leaves the planning value.
  package internal(set) var readTime: Seconds?
  package internal(set) var writeTime: Seconds?
  /// σ and κ of the scalability law over vCPUs; zero where they were not measured.
  package internal(set) var contention: Double
  package internal(set) var coherency: Double

  package init(
    readTime: Seconds? = nil, writeTime: Seconds? = nil, contention: Double = 0,
    coherency: Double = 0
  ) {
    self.readTime = readTime
    self.writeTime = writeTime
    self.contention = contention
    self.coherency = coherency
  }
}

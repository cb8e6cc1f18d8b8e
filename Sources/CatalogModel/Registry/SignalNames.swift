/// The signals that code computes for the rules of the catalog, by what has them.
///
/// A rule that names a signal which no code computes never holds; `tenfold catalog lint` reports
/// it. A name that is not in `SignalName` cannot be computed.
package enum SignalNames {
  /// Of every decision of a stage.
  package static let shared = texts(.frontEnd ... .oneZoneRecovers)

  /// Of the decisions after the one that computes them.
  package static let later = texts(.needsBalancer ... .sqlSizeGiB)

  /// Of the decision on a data set's store.
  package static let dataSet = texts(.content ... .hasNoSQLTrigger)

  /// Of the stage to run now, for advice; a signal is absent where the stage has nothing of it.
  package static let stage = texts(.callsPerAction ... .edgeSaving)

  /// Of the decision on an edge between two services.
  package static let edge = texts(.edgeWaits ... .edgeNeedsStream)

  /// Of a single option.
  package static let option = texts(.incumbent ... .transferSaved)

  /// Every signal; a decision's own id is one for the decisions after it.
  package static func all(with decisions: some Sequence<String>) -> Set<String> {
    shared.union(later).union(dataSet).union(edge).union(option).union(decisions)
  }

  private static func texts(_ range: ClosedRange<SignalName>) -> Set<String> {
    Set(SignalName.allCases.filter(range.contains).map(\.text))
  }
}

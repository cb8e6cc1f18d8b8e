extension DecisionDefinition {
  /// The signals that its rules look at, sorted, and whether the region has a price.
  package var signalNames: [String] {
    var names = Set(constraintSignalNames)
    for criterion in criteria {
      names.formUnion(criterion.when.map(\.signal))
      switch criterion.score {
      case .table: break
      case .curve(let signal, _), .leastIsBest(let signal): names.insert(signal)
      }
    }
    return names.sorted()
  }

  /// Those that its constraints look at, sorted, and whether the region has a price.
  package var constraintSignalNames: [String] {
    Set(constraints.flatMap { $0.when + $0.require }.map(\.signal)).union(["missingPrice"]).sorted()
  }
}

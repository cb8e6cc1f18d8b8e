import Quantities

extension RangedAnswer {
  /// The numbers with a range among all that were answered or assumed.
  static func all(in resolved: ResolvedAnswers) -> [RangedAnswer] {
    let assumed = Set(resolved.assumptions.map(\.question))
    func ranged(
      _ field: Field, _ row: Int, _ value: AnswerValue?, at path: String
    ) -> RangedAnswer? {
      guard case .number(let estimate)? = value, !estimate.isKnown else { return nil }
      return RangedAnswer(
        path: path, unit: resolved.unit(of: field.rawValue), estimate: estimate,
        isAssumed: assumed.contains(path), field: field, row: row)
    }
    return Field.allCases.flatMap { field -> [RangedAnswer] in
      let parts = field.rawValue.split(separator: ".").map(String.init)
      guard parts.count == 2, let rows = resolved.rows[parts[0]] else {
        return [ranged(field, 0, resolved.values[field.rawValue], at: field.rawValue)]
          .compactMap { $0 }
      }
      return rows.enumerated().compactMap { index, row in
        ranged(field, index, row.values[parts[1]], at: "\(parts[0])[\(row.name)].\(parts[1])")
      }
    }
  }
}

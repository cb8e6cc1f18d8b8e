import OrderedCollections

/// Finds options in files of their own that read prices or facts which nothing has.
enum OptionLint {
  /// - Parameter catalogs: One for each region: a price has to be in one of them.
  static func findings(in catalogs: [Catalog]) -> [LintFinding] {
    guard let first = catalogs.first else { return [] }
    let keys = Set(catalogs.flatMap(\.prices.keys))
    let modelled = ModelKeys.all.flatMap(\.prices)
    return first.decisions.values.flatMap { decision in
      decision.options.flatMap { option -> [LintFinding] in
        guard let substitution = option.substitution else { return [] }
        let file = "options/\(option.id).yaml"
        return substitution.prices.sorted { $0.key < $1.key }.flatMap { from, to in
          var list: [LintFinding] = []
          if !modelled.contains(where: { KeyPattern.matches($0, from) }) {
            list.append(
              LintFinding(
                .error, file: file, anchor: from,
                "`\(option.id)` replaces the price `\(from)`, which no model reads",
                remedy: Spelling.nearest(to: from, among: modelled).map { "did you mean `\($0)`?" })
            )
          }
          if !keys.contains(to) {
            list.append(
              LintFinding(
                .error, file: file, anchor: from,
                "`\(option.id)` has the price `\(to)`, which no region has",
                remedy: Spelling.nearest(to: to, among: keys.sorted()).map {
                  "did you mean `\($0)`?"
                } ?? "add it to prices/<region>/services.tsv"))
          }
          return list
        }
      }
    }
  }
}

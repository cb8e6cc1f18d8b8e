import Requirements

/// The pattern of the texts that stand for a number of a unit: `250 ms`, `18%/month`, `10..20..40`.
///
/// It is made from the table of units that the parser reads with. The limits of a question do not
/// hold for texts, which no schema can compare.
struct QuantityPattern {
  let unit: AnswerUnit

  init(_ unit: AnswerUnit) {
    self.unit = unit
  }

  /// The name of the unit's definition in the schema.
  static func name(_ unit: AnswerUnit) -> String { "text-" + unit.rawValue }

  var definition: JSONValue {
    let spellings = UnitTable.entries(unit).map(\.spelling).filter { !$0.isEmpty }
    let units = spellings.isEmpty ? "none" : spellings.joined(separator: ", ")
    return .object([
      "description": .string(
        "A number with a unit, or a range such as `1..2..4`. Units: \(units)."),
      "type": .string("string"), "pattern": .string(pattern),
    ])
  }

  /// A regular expression of ECMA 262, anchored at both ends.
  private var pattern: String {
    let quantity = " *\(currency)[+-]?\(digits)(\\.[0-9]+)?([eE][+-]?[0-9]+)? *\(suffix)"
    return "^\(quantity)( *\\.\\. *\(quantity)){0,2} *$|^\(quantity)-\(quantity) *$"
  }

  private let digits = "(0|[1-9][0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+)"

  private var currency: String { unit == .dollarsPerMonth ? "((US\\$|USD|\\$) *)?" : "" }

  private var suffix: String {
    let units = (UnitTable.entries(unit) + UnitTable.aliases(unit)).map(\.spelling)
      .filter { !$0.isEmpty }.map(Self.spelled)
    let multiples = UnitTable.multiples(unit).map(\.spelling)
    let unit = units.isEmpty ? "" : "(\(units.joined(separator: "|")))?"
    let multiple = multiples.isEmpty ? "" : "(\(multiples.joined(separator: "|")))? *"
    return multiple + unit
  }

  /// A unit with blanks around its stroke, or `per` or `a` for it.
  private static func spelled(_ spelling: String) -> String {
    spelling.map { $0 == "/" ? "( */ *| *(per|an?) +)" : $0 == "$" ? "\\$" : String($0) }.joined()
  }
}

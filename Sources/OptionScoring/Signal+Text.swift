import Quantities

extension Signal {
  /// The value with its unit, as people read it.
  package var text: String {
    switch value {
    case .number(let number):
      let digits = DecimalText.significant(number, 4)
      return unit.isEmpty ? digits : digits + " " + unit
    case .flag(let flag): return flag ? "yes" : "no"
    case .text(let text): return text
    case .set(let members): return members.isEmpty ? "none" : members.joined(separator: ", ")
    }
  }
}

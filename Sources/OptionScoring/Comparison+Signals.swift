import CatalogModel

extension Comparison {
  /// Whether it holds of a value; a comparison with a value of another type does not.
  ///
  /// - Parameter catalog: Where facts that it compares with come from; without one it does not hold.
  func holds(of value: SignalValue, in catalog: Catalog) -> Bool {
    switch (self, value) {
    case (.atLeast(let operand), .number(let number)):
      operand.value(in: catalog).map { number >= $0 } ?? false
    case (.atMost(let operand), .number(let number)):
      operand.value(in: catalog).map { number <= $0 } ?? false
    case (.above(let operand), .number(let number)):
      operand.value(in: catalog).map { number > $0 } ?? false
    case (.below(let operand), .number(let number)):
      operand.value(in: catalog).map { number < $0 } ?? false
    case (.oneOf(let texts), .text(let text)): texts.contains(text)
    case (.noneOf(let texts), .text(let text)): !texts.contains(text)
    case (.includes(let member), .set(let members)): members.contains(member)
    case (.excludes(let member), .set(let members)): !members.contains(member)
    case (.equals(let expected), .flag(let flag)): flag == expected
    default: false
    }
  }
}

extension Operand {
  /// The number; nil where the catalog lacks the fact.
  func value(in catalog: Catalog) -> Double? {
    switch self {
    case .number(let number): number
    case .fact(let id): catalog.bound(id)
    }
  }
}

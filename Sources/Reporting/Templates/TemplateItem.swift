/// An item of a list that a template goes through: values by name, each name once.
///
/// A list and no dictionary: an item has few values, and most are asked for by the number of their name.
struct TemplateItem {
  /// In the order in which they are put together.
  private(set) var names: [String]
  /// In the same order.
  private(set) var values: [TemplateValue]

  /// The values of a dictionary, by name.
  init(_ dictionary: [String: Any]) {
    let members = dictionary.sorted { $0.key < $1.key }
    names = members.map(\.key)
    values = members.map { TemplateValue($0.value) }
  }

  subscript(name: String) -> TemplateValue? {
    get { names.firstIndex(of: name).map { values[$0] } }
    set {
      let place = names.firstIndex(of: name)
      switch (place, newValue) {
      case (let place?, let value?): values[place] = value
      case (let place?, nil):
        names.remove(at: place)
        values.remove(at: place)
      case (nil, let value?): append(name, value)
      case (nil, nil): break
      }
    }
  }

  /// - Precondition: The item has no value of this name.
  mutating func append(_ name: String, _ value: TemplateValue) {
    names.append(name)
    values.append(value)
  }

  /// The item as swift-mustache takes it.
  var dictionary: [String: Any] {
    Dictionary(uniqueKeysWithValues: zip(names, values.map(\.forMustache)))
  }
}

extension TemplateItem: ExpressibleByDictionaryLiteral {
  /// - Precondition: No name stands twice.
  init(dictionaryLiteral elements: (String, TemplateValue)...) {
    names = elements.map(\.0)
    values = elements.map(\.1)
  }
}

/// The numbers of the names of items, for items that have the same names in the same order: those that are put
/// together at one place.
struct ItemShape {
  private let names: [String]
  let numbers: [Int]

  init(_ item: TemplateItem, _ names: TemplateNames) {
    self.names = item.names
    numbers = item.names.map { names.name($0).number }
  }

  /// Whether an item has these names.
  func fits(_ item: TemplateItem) -> Bool { item.names == names }
}

// Whatever nobody has a form for may be of any type. Said here, because the compiler does not find out by itself
// for two types that hold each other.
@available(*, unavailable)
extension TemplateItem: Sendable {}

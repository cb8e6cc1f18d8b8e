/// Values by name, of an item of a list that a template goes through or of a whole rendering; of several values of
/// a name the last one counts.
///
/// A list and no dictionary: values are asked for by the number of their name, whose place is the same in all items
/// that are put together at one place (`ItemShape`), so that nobody hashes names.
struct TemplateItem {
  /// In the order in which they are put together.
  private(set) var members: [(String, TemplateValue)]

  /// The values of a dictionary, by name.
  init(_ dictionary: [String: Any]) {
    members = dictionary.sorted { $0.key < $1.key }.map { ($0.key, TemplateValue($0.value)) }
  }

  init(_ members: [(String, TemplateValue)]) { self.members = members }

  subscript(name: String) -> TemplateValue? { members.last { $0.0 == name }?.1 }

  /// Whether there is a flag of this name, and it holds.
  func holds(_ name: String) -> Bool {
    if case .flag(true)? = self[name] { true } else { false }
  }

  /// Takes a value in, which hides those of its name that are there.
  mutating func append(_ name: String, _ value: TemplateValue) { members.append((name, value)) }

  /// Takes the values of another item in, which hide those of their names that are there.
  mutating func append(_ other: TemplateItem) { members += other.members }

  /// The same with the values of another item, which hide those of their names.
  func appending(_ other: TemplateItem) -> TemplateItem { TemplateItem(members + other.members) }

  /// The same names with other values.
  func mapValues(_ change: (TemplateValue) -> TemplateValue) -> TemplateItem {
    TemplateItem(members.map { ($0.0, change($0.1)) })
  }

  /// Has every flag hold that holds in another item.
  mutating func raiseFlags(of other: TemplateItem) {
    for (place, member) in other.members.enumerated() {
      guard case .flag(true) = member.1 else { continue }
      if place < members.count, members[place].0 == member.0 {
        members[place].1 = .flag(true)
      } else {
        append(member.0, .flag(true))
      }
    }
  }

  /// The item as swift-mustache takes it.
  var dictionary: [String: Any] {
    Dictionary(members.map { ($0.0, $0.1.forMustache) }) { $1 }
  }
}

/// Where flags stand in items that have the same names in the same order, so that each is looked for once.
struct FlagPlaces {
  private var places: [String: Int] = [:]

  /// Whether there is a flag of a name, and it holds.
  ///
  /// - Parameter item: One of those that are alike.
  mutating func holds(_ name: String, in item: TemplateItem) -> Bool {
    let known = places[name].flatMap { place in
      place < item.members.count && item.members[place].0 == name ? place : nil
    }
    guard let place = known ?? item.members.lastIndex(where: { $0.0 == name }) else { return false }
    places[name] = place
    if case .flag(true) = item.members[place].1 { return true }
    return false
  }
}

extension TemplateItem: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, TemplateValue)...) { members = elements }
}

// Whatever nobody has a form for may be of any type. Said here, because the compiler does not find out by itself
// for two types that hold each other.
@available(*, unavailable)
extension TemplateItem: Sendable {}

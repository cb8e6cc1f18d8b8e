/// The values that a rendering asks for: those of the items at hand, innermost first, then those of all.
///
/// A name that is nowhere was given by nobody.
struct TemplateScope {
  private let own: TemplateItem
  private let shape: ItemShape
  private let names: TemplateNames
  private var items: [Entered] = []
  /// The shape of the last item that was entered within as many others.
  private var latest: [ItemShape] = []
  /// Names whose values among those of all were asked for since a watch began.
  private var watched = TemplateNameSet()
  /// What the values of all are to a comparison, by the numbers of names.
  private var identities: [Identity] = []
  /// Names that were asked for in vain, each once, in the order of asking.
  private(set) var missing: [String] = []

  /// An item at hand.
  private struct Entered {
    let item: TemplateItem
    let shape: ItemShape
  }

  private enum Identity {
    case notAskedFor
    case none
    case known(Int32)
  }

  /// - Parameters:
  ///   - values: Those of all items.
  ///   - names: Of the library whose templates ask.
  init(_ values: TemplateItem, _ names: TemplateNames = TemplateNames()) {
    own = values
    self.names = names
    shape = names.shape(of: values)
  }

  /// - Parameter name: The number of a name, of one library each time.
  mutating func value(_ name: Int) -> TemplateValue? {
    var index = items.count
    while index > 0 {
      index -= 1
      if let place = items[index].shape.place(of: name) {
        return items[index].item.members[place].1
      }
    }
    watched.insert(name)
    if let place = shape.place(of: name) { return own.members[place].1 }
    let text = names.text(of: name)
    if !missing.contains(text) { missing.append(text) }
    return nil
  }

  /// The value of a name as swift-mustache takes it.
  mutating func value(named name: String) -> Any? { value(names.number(of: name))?.forMustache }

  /// Watches from here on which names are asked for.
  ///
  /// - Returns: What was watched so far, for `endWatch`.
  mutating func beginWatch() -> TemplateNameSet {
    defer { watched = TemplateNameSet() }
    return watched
  }

  /// Ends a watch, whose names count for the one around it as well.
  ///
  /// - Returns: The names that were asked for meanwhile.
  mutating func endWatch(_ outer: TemplateNameSet) -> TemplateNameSet {
    let own = watched
    watched.formUnion(outer)
    return own
  }

  /// Takes names as asked for.
  mutating func note(_ names: TemplateNameSet) { watched.formUnion(names) }

  /// The values of names among those of all by what they are to a comparison; nil where one cannot be compared.
  mutating func identities(
    of set: TemplateNameSet, _ texts: RenderedTexts
  ) -> [(name: Int32, identity: Int32)]? {
    let numbers = set.numbers
    var known: [(name: Int32, identity: Int32)] = []
    known.reserveCapacity(numbers.count)
    for number in numbers {
      guard let identity = identity(of: number, texts) else { return nil }
      known.append((Int32(number), identity))
    }
    return known
  }

  /// Whether items are at hand, which may hide the values of all.
  var isWithinItem: Bool { !items.isEmpty }

  /// What the value of a name among those of all is to a comparison; nil where it cannot be compared, or where
  /// there is none.
  mutating func identity(of name: Int, _ texts: RenderedTexts) -> Int32? {
    if name < identities.count {
      switch identities[name] {
      case .known(let identity): return identity
      case .none: return nil
      case .notAskedFor: break
      }
    } else {
      identities += repeatElement(.notAskedFor, count: name + 1 - identities.count)
    }
    // A name that nobody gave is missing only where a rendering asks for it.
    let identity = shape.place(of: name).flatMap { place in
      texts.identity(of: own.members[place].1, names)
    }
    identities[name] = identity.map(Identity.known) ?? .none
    return identity
  }

  /// Puts an item in front of all others.
  mutating func enter(_ item: TemplateItem) {
    // Mostly it is the next item of a list.
    let depth = items.count
    if depth < latest.count {
      if !latest[depth].fits(item) { latest[depth] = names.shape(of: item) }
    } else {
      latest.append(names.shape(of: item))
    }
    items.append(Entered(item: item, shape: latest[depth]))
  }

  /// Takes away the item that was entered last.
  mutating func leave() { items.removeLast() }
}

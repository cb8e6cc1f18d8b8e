import Mustache

/// A value that a template asks for, by what it is to a tag.
enum TemplateValue {
  case flag(Bool)
  case text(String)
  case list([TemplateItem])
  case other(Any)

  init(_ value: Any) {
    // Types are compared first: a cast that fails takes far longer than one that does not.
    let type = type(of: value)
    if type == String.self, let text = value as? String {
      self = .text(text)
    } else if type == Bool.self, let flag = value as? Bool {
      self = .flag(flag)
    } else if type == [TemplateItem].self, let items = value as? [TemplateItem] {
      self = .list(items)
    } else if let items = value as? [[String: Any]] {
      self = .list(items.map(TemplateItem.init))
    } else {
      self = .other(value)
    }
  }

  /// What a tag with its name puts in, before it is escaped.
  var text: String {
    switch self {
    case .text(let text): text
    case .flag(let flag): String(describing: flag)
    case .list(let items): String(describing: items.map(\.dictionary))
    case .other(let value):
      (value as? any MustacheCustomRenderable)?.renderText ?? String(describing: value)
    }
  }

  /// The value as swift-mustache takes it.
  var forMustache: Any {
    switch self {
    case .flag(let flag): flag
    case .text(let text): text
    case .list(let items): items.map(\.dictionary)
    case .other(let value): value
    }
  }
}

/// The values that a rendering asks for: those of the items at hand, innermost first, then those of all.
///
/// A name that is nowhere was given by nobody.
final class TemplateScope: MustacheParent {
  private let values: [String: Any]
  private let names: TemplateNames
  /// What was found there, by the numbers of names.
  private var found: [Found] = []
  /// The same as forms.
  private var forms: [KnownForm] = []
  private var items: [(item: TemplateItem, numbers: [Int])] = []
  /// Those of the items that were entered, each once.
  private var shapes: [ItemShape] = []
  /// The place of the shape of the last item that was entered within as many others.
  private var latest: [Int] = []
  /// Names whose values were asked for since a watch began; nil where swift-mustache asked for one that has no
  /// number.
  private var watched: TemplateNameSet? = TemplateNameSet()
  /// Names that were asked for in vain, each once, in the order of asking.
  private(set) var missing: [String] = []

  /// - Parameters:
  ///   - values: Those of all items; lists among them are of `TemplateItem`, or dictionaries.
  ///   - names: Of the library whose templates ask.
  init(_ values: [String: Any], _ names: TemplateNames = TemplateNames()) {
    self.values = values
    self.names = names
  }

  private enum Found {
    case notAskedFor
    case value(TemplateValue?)
  }

  private enum KnownForm {
    case notAskedFor
    case form(ValueForm?)
  }

  /// - Parameter name: Of one library each time.
  func value(_ name: TemplateName) -> TemplateValue? {
    var index = items.count
    while index > 0 {
      index -= 1
      if let place = items[index].numbers.firstIndex(of: name.number) {
        return items[index].item.values[place]
      }
    }
    watched?.insert(name)
    return ownValue(name)
  }

  /// The value among those of all.
  private func ownValue(_ name: TemplateName) -> TemplateValue? {
    if name.number < found.count {
      if case .value(let value) = found[name.number] { return value }
    } else {
      found += repeatElement(.notAskedFor, count: name.number + 1 - found.count)
    }
    let value = own(named: name.text).map(TemplateValue.init)
    found[name.number] = .value(value)
    return value
  }

  func child(named name: String) -> Any? {
    for entered in items.reversed() {
      if let value = entered.item[name] { return value.forMustache }
    }
    watched = nil
    return own(named: name).map { TemplateValue($0).forMustache }
  }

  private func own(named name: String) -> Any? {
    if let value = values[name] { return value }
    if !missing.contains(name) { missing.append(name) }
    return nil
  }

  /// The names whose values are asked for meanwhile, which count for a watch around it as well.
  ///
  /// - Returns: Nil for the names where not all of them are known.
  func watching<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) -> TemplateNameSet? {
    let outer = watched
    watched = TemplateNameSet()
    try body()
    let own = watched
    watched = outer
    note(own)
    return own
  }

  /// Takes names as asked for; nil for some that are not known.
  func note(_ names: TemplateNameSet?) {
    if let names { watched?.formUnion(names) } else { watched = nil }
  }

  /// The values of names among those of all in forms that can be compared, flags and texts before lists, which
  /// take longer; nil where one has none.
  func forms(of set: TemplateNameSet) -> [(name: TemplateName, form: ValueForm)]? {
    var plain: [(name: TemplateName, form: ValueForm)] = []
    var lists: [(name: TemplateName, form: ValueForm)] = []
    for name in names.names(in: set) {
      guard let form = form(of: name) else { return nil }
      if form.isList { lists.append((name, form)) } else { plain.append((name, form)) }
    }
    return plain + lists
  }

  /// Whether items are at hand, which may hide the values of all.
  var isWithinItem: Bool { !items.isEmpty }

  /// The value of a name among those of all in a form that can be compared; nil where it has none.
  func form(of name: TemplateName) -> ValueForm? {
    if name.number < forms.count {
      if case .form(let form) = forms[name.number] { return form }
    } else {
      forms += repeatElement(.notAskedFor, count: name.number + 1 - forms.count)
    }
    // A name that nobody gave is missing only where a rendering asks for it.
    let form = values[name.text].flatMap { ValueForm(TemplateValue($0)) }
    forms[name.number] = .form(form)
    return form
  }

  /// Puts an item in front of all others.
  func enter(_ item: TemplateItem) { items.append((item, numbers(of: item))) }

  /// Takes away the item that was entered last.
  func leave() { items.removeLast() }

  /// The numbers of the names of an item, in its order.
  private func numbers(of item: TemplateItem) -> [Int] {
    // Mostly it is the next item of a list, or the first item of one that was gone through before.
    let depth = items.count
    if depth >= latest.count { latest += repeatElement(0, count: depth + 1 - latest.count) }
    let place = latest[depth]
    if place < shapes.count, shapes[place].fits(item) { return shapes[place].numbers }
    if let place = shapes.firstIndex(where: { $0.fits(item) }) {
      latest[depth] = place
      return shapes[place].numbers
    }
    latest[depth] = shapes.count
    let shape = ItemShape(item, names)
    shapes.append(shape)
    return shape.numbers
  }
}

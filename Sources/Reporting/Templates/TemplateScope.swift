import Mustache

/// A value that a template asks for, told apart once so that no tag has to look what it is.
enum TemplateValue {
  case flag(Bool)
  case text(String)
  /// The items by name, and the list as it was given.
  case list([[String: TemplateValue]], given: Any)
  case other(Any)

  init(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let flag as Bool: self = .flag(flag)
    case let items as [[String: Any]]:
      self = .list(items.map { $0.mapValues(TemplateValue.init) }, given: items)
    default: self = .other(value)
    }
  }

  /// As it was given.
  var given: Any {
    switch self {
    case .flag(let flag): flag
    case .text(let text): text
    case .list(_, let list): list
    case .other(let value): value
    }
  }

  /// What a tag with its name puts in, before it is escaped.
  var text: String {
    switch self {
    case .text(let text): text
    case .flag, .list: String(describing: given)
    case .other(let value):
      (value as? any MustacheCustomRenderable)?.renderText ?? String(describing: value)
    }
  }
}

/// The values that a rendering asks for: those of the items at hand, innermost first, then those of all.
///
/// A name that is nowhere was given by nobody.
final class TemplateScope: MustacheParent {
  private let values: [String: TemplateValue]
  private var items: [[String: TemplateValue]] = []
  /// Names that were asked for in vain, each once, in the order of asking.
  private(set) var missing: [String] = []

  init(_ values: [String: Any]) { self.values = values.mapValues(TemplateValue.init) }

  func value(_ name: String) -> TemplateValue? {
    for item in items.reversed() {
      if let value = item[name] { return value }
    }
    if let value = values[name] { return value }
    if !missing.contains(name) { missing.append(name) }
    return nil
  }

  func child(named name: String) -> Any? { value(name)?.given }

  /// Puts an item in front of all others.
  func enter(_ item: [String: TemplateValue]) { items.append(item) }

  /// Takes away the item that was entered last.
  func leave() { items.removeLast() }
}

import Mustache

/// A value that a template asks for, by what it is to a tag.
enum TemplateValue {
  case flag(Bool)
  case text(String)
  case list([[String: Any]])
  case other(Any)

  init(_ value: Any) {
    // Types are compared first: a cast that fails takes far longer than one that does not.
    let type = type(of: value)
    if type == String.self, let text = value as? String {
      self = .text(text)
    } else if type == Bool.self, let flag = value as? Bool {
      self = .flag(flag)
    } else if let items = value as? [[String: Any]] {
      self = .list(items)
    } else {
      self = .other(value)
    }
  }

  /// What a tag with its name puts in, before it is escaped.
  var text: String {
    switch self {
    case .text(let text): text
    case .flag(let flag): String(describing: flag)
    case .list(let items): String(describing: items)
    case .other(let value):
      (value as? any MustacheCustomRenderable)?.renderText ?? String(describing: value)
    }
  }
}

/// The values that a rendering asks for: those of the items at hand, innermost first, then those of all.
///
/// A name that is nowhere was given by nobody.
final class TemplateScope: MustacheParent {
  private let values: [String: Any]
  /// What was found there, by the numbers of names.
  private var found: [Found] = []
  /// The same as forms.
  private var forms: [KnownForm] = []
  private var items: [[String: Any]] = []
  /// Names whose values were asked for since `beginWatch`, each once; nil where swift-mustache asked for one
  /// that has no number.
  private(set) var watched: [TemplateName]? = []
  /// By the numbers of names, the watch in which each was asked for last.
  private var watches: [Int] = []
  private var watch = 0
  /// Names that were asked for in vain, each once, in the order of asking.
  private(set) var missing: [String] = []

  init(_ values: [String: Any]) { self.values = values }

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
      if let value = items[index][name.text] { return TemplateValue(value) }
    }
    note(name)
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
    for item in items.reversed() {
      if let value = item[name] { return value }
    }
    watched = nil
    return own(named: name)
  }

  private func own(named name: String) -> Any? {
    if let value = values[name] { return value }
    if !missing.contains(name) { missing.append(name) }
    return nil
  }

  /// Begins to watch which values are asked for.
  func beginWatch() {
    watch += 1
    watched = []
  }

  private func note(_ name: TemplateName) {
    if name.number >= watches.count {
      watches += repeatElement(0, count: name.number + 1 - watches.count)
    }
    guard watches[name.number] != watch else { return }
    watches[name.number] = watch
    watched?.append(name)
  }

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
  func enter(_ item: [String: Any]) { items.append(item) }

  /// Takes away the item that was entered last.
  func leave() { items.removeLast() }
}

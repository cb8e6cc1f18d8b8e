import Mustache

/// A value that a template asks for, by what it is to a tag.
enum TemplateValue {
  case flag(Bool)
  case text(String)
  case list([TemplateItem])
  /// Indirect, so that the others take no more room than a text.
  indirect case other(Any)

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

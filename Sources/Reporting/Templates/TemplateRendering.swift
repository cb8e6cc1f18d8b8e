import Mustache

/// A template that is being rendered: follows values, flags, lists and parts; the rest is left to
/// swift-mustache.
struct TemplateRendering {
  let store: TemplateStore
  let scope: TemplateScope
  /// What is rendered so far.
  private(set) var text: [UInt8] = []

  init(store: TemplateStore, scope: TemplateScope) {
    self.store = store
    self.scope = scope
  }

  /// - Parameter name: Of the template, without its suffix.
  /// - Throws: `TemplateError` for a part that is no template.
  mutating func append(_ template: TemplateSlices, of name: String) throws(TemplateError) {
    try append(template.slices, Origin(name: name, escaping: template.escaping))
  }

  /// Where slices stand.
  private struct Origin {
    let name: String
    let escaping: TemplateEscaping
  }

  private mutating func append(
    _ slices: [TemplateSlices.Slice], _ origin: Origin
  ) throws(TemplateError) {
    for slice in slices {
      switch slice {
      case .text(let bytes): text += bytes
      case .value(let name):
        if let value = scope.value(name) { origin.escaping.append(value.text, to: &text) }
      case .piece(let piece): try append(piece, origin)
      case .section(let section): try append(section, origin)
      case .part(let part):
        if let template = try store.slices(part) { try append(template, of: part) }
      }
    }
  }

  private mutating func append(
    _ section: TemplateSection, _ origin: Origin
  ) throws(TemplateError) {
    switch scope.value(section.name) {
    case nil: if section.isInverted { try append(section.inner, origin) }
    case .flag(let holds)?: if holds != section.isInverted { try append(section.inner, origin) }
    case .list(let items)?:
      guard try isFollowed(section) else { return try append(section.whole, origin) }
      if section.isInverted {
        if items.isEmpty { try append(section.inner, origin) }
        return
      }
      for item in items {
        scope.enter(item)
        defer { scope.leave() }
        try append(section.inner, origin)
      }
    case .text?, .other?: try append(section.whole, origin)
    }
  }

  /// Whether what stands for each item asks by names, which are looked up here; where an item stands in
  /// its list only swift-mustache knows.
  private func isFollowed(_ section: TemplateSection) throws(TemplateError) -> Bool {
    guard section.asksByNameOnly else { return false }
    return try store.askByNameOnly(section.whole.parts)
  }

  private mutating func append(
    _ piece: TemplatePiece, _ origin: Origin
  ) throws(TemplateError) {
    let template = try store.template(piece, of: origin.name)
    text += template.render(scope, library: try store.library(of: piece.parts)).utf8
  }
}

import Mustache

/// A template that is being rendered: follows values, flags, lists and parts; the rest is left to
/// swift-mustache.
struct TemplateRendering {
  let store: TemplateStore
  let scope: TemplateScope
  /// What parts came to before; nil where nothing is remembered.
  private let rendered: RenderedTexts?
  /// What is rendered so far.
  private(set) var text: [UInt8] = []

  init(store: TemplateStore, scope: TemplateScope, _ rendered: RenderedTexts?) {
    self.store = store
    self.scope = scope
    self.rendered = rendered
  }

  /// - Throws: `TemplateError` for a part that is no template.
  mutating func append(_ template: TemplateSlices) throws(TemplateError) {
    try append(template.slices, of: template)
  }

  private mutating func append(
    _ slices: [TemplateSlices.Slice], of template: TemplateSlices
  ) throws(TemplateError) {
    for slice in slices {
      switch slice {
      case .text(let bytes): text += bytes
      case .value(let name):
        if let value = scope.value(name) { template.escaping.append(value.text, to: &text) }
      case .piece(let piece): try append(piece, of: template)
      case .section(let section): try append(section, of: template)
      case .part(let part): try append(part: part)
      }
    }
  }

  private mutating func append(part: String) throws(TemplateError) {
    guard let template = try store.slices(part) else { return }
    guard let rendered, !scope.isWithinItem else { return try append(template) }
    if let known = rendered.part(part, scope) {
      scope.note(known.names)
      text += known.result
      return
    }
    let start = text.count
    let names = try scope.watching { () throws(TemplateError) in try append(template) }
    rendered.note(text[start...], ofPart: part, asking: names, scope)
  }

  private mutating func append(
    _ section: TemplateSection, of template: TemplateSlices
  ) throws(TemplateError) {
    switch scope.value(section.name) {
    case nil: if section.isInverted { try append(section.inner, of: template) }
    case .flag(let holds)?:
      if holds != section.isInverted { try append(section.inner, of: template) }
    case .list(let items)?:
      guard try isFollowed(section) else { return try append(section.whole, of: template) }
      if section.isInverted {
        if items.isEmpty { try append(section.inner, of: template) }
        return
      }
      for item in items {
        scope.enter(item)
        defer { scope.leave() }
        try append(section.inner, of: template)
      }
    case .text?, .other?: try append(section.whole, of: template)
    }
  }

  /// Whether what stands for each item asks by names, which are looked up here; where an item stands in
  /// its list only swift-mustache knows.
  private func isFollowed(_ section: TemplateSection) throws(TemplateError) -> Bool {
    guard section.asksByNameOnly else { return false }
    return try store.askByNameOnly(section.whole.parts)
  }

  private mutating func append(
    _ piece: TemplatePiece, of template: TemplateSlices
  ) throws(TemplateError) {
    let parsed = try store.template(piece, of: template.name)
    text += parsed.render(scope, library: try store.library(of: piece.parts)).utf8
  }
}

import Mustache

/// A template that is being rendered: follows values, flags, lists and parts; the rest is left to
/// swift-mustache.
struct TemplateRendering: ~Copyable {
  let store: TemplateStore
  /// The values, with what was asked for so far.
  private(set) var scope: TemplateScope
  /// What parts came to before; nil where nothing is remembered.
  private let rendered: RenderedTexts?
  /// What is rendered so far.
  private(set) var text = TextBuffer(capacity: 16 << 10)

  init(store: TemplateStore, scope: TemplateScope, _ rendered: RenderedTexts?) {
    self.store = store
    self.scope = scope
    self.rendered = rendered
  }

  /// - Throws: `TemplateError` for a part that is no template.
  mutating func append(_ template: TemplateSlices) throws(TemplateError) {
    try append(0..<template.program.steps.count, of: template)
  }

  private mutating func append(
    _ steps: Range<Int>, of template: TemplateSlices
  ) throws(TemplateError) {
    var place = steps.lowerBound
    while place < steps.upperBound {
      let step = template.program.steps[place]
      place += 1
      switch step.kind {
      case .text:
        template.program.texts.withUnsafeBufferPointer { texts in
          text.append(UnsafeBufferPointer(rebasing: texts[Int(step.place)..<Int(step.end)]))
        }
      case .value:
        if let value = scope.value(Int(step.place)) {
          if case .text(let plain) = value {
            template.escaping.append(plain, to: &text)
          } else {
            template.escaping.append(value.text, to: &text)
          }
        }
      case .section, .inverted:
        let inner = place..<Int(step.end)
        place = inner.upperBound
        switch scope.value(Int(step.place)) {
        case nil: if step.kind == .inverted { try append(inner, of: template) }
        case .flag(let holds)?:
          if holds == (step.kind == .section) { try append(inner, of: template) }
        case .list(let items)?:
          try append(items, inner, template.program.sections[Int(step.section)], of: template)
        case .text?, .other?:
          try append(template.program.sections[Int(step.section)].whole, of: template)
        }
      case .part: try append(part: template.program.parts[Int(step.place)])
      case .piece: try append(template.program.pieces[Int(step.place)], of: template)
      }
    }
  }

  private mutating func append(part: String) throws(TemplateError) {
    guard let template = try store.slices(part) else { return }
    guard let rendered, !scope.isWithinItem else { return try append(template) }
    if let known = rendered.part(part, &scope) {
      scope.note(known.names)
      known.result.withUnsafeBufferPointer { text.append($0) }
      return
    }
    let start = text.count
    let outer = scope.beginWatch()
    try append(template)
    let names = scope.endWatch(outer)
    rendered.note(text.bytes(from: start), ofPart: part, asking: names, &scope)
  }

  /// What stands under a name whose value is a list.
  private mutating func append(
    _ items: [TemplateItem], _ inner: Range<Int>, _ section: TemplateSection,
    of template: TemplateSlices
  ) throws(TemplateError) {
    guard try section.isFollowed(store) else { return try append(section.whole, of: template) }
    if section.isInverted {
      if items.isEmpty { try append(inner, of: template) }
      return
    }
    for item in items {
      scope.enter(item)
      try append(inner, of: template)
      scope.leave()
    }
  }

  private mutating func append(
    _ piece: TemplatePiece, of template: TemplateSlices
  ) throws(TemplateError) {
    let parsed = try store.template(piece, of: template.name)
    let library = try store.library(of: piece.parts)
    let values = MustacheScope(scope)
    text.append(parsed.render(values, library: library))
    scope = values.scope
  }
}

/// The values of a rendering as swift-mustache asks for them.
private final class MustacheScope: MustacheParent {
  private(set) var scope: TemplateScope

  init(_ scope: TemplateScope) { self.scope = scope }

  func child(named name: String) -> Any? { scope.value(named: name) }
}

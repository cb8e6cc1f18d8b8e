import Synchronization

/// What templates and their parts came to with the values that they asked for, for the other stages and units of
/// a plan: most differ in nothing that a template asks for.
final class RenderedTexts: Sendable {
  private let templates = Mutex<[String: [Rendering<LaidOutTemplate>]]>([:])
  private let parts = Mutex<[String: [Rendering<[UInt8]>]]>([:])
  /// A number for each value that was compared, above those of the flags.
  private let forms = Mutex<[ValueForm: Int32]>([:])

  /// What a text came to with what it asked for; nothing else decides what it comes to.
  struct Rendering<Result: Sendable>: Sendable {
    let names: TemplateNameSet
    let asked: [(name: Int32, identity: Int32)]
    let result: Result

    /// Whether values are those that it asked for.
    func fits(_ scope: inout TemplateScope, _ texts: RenderedTexts) -> Bool {
      for value in asked where scope.identity(of: Int(value.name), texts) != value.identity {
        return false
      }
      return true
    }
  }

  /// Longer templates are hardly ever the same, since one of their many values differs; their parts often are.
  private static let longest = 24 << 10

  /// The number of a value, which only equal ones share; nil for one that has no form.
  func identity(of value: TemplateValue, _ names: TemplateNames) -> Int32? {
    if case .flag(let flag) = value { return flag ? 1 : 0 }
    guard let form = ValueForm(value, names) else { return nil }
    return forms.withLock { forms in
      if let known = forms[form] { return known }
      let identity = Int32(forms.count + 2)
      forms[form] = identity
      return identity
    }
  }

  /// What a template comes to with the values of a scope; nil where it was not rendered with the same.
  func template(_ name: String, _ scope: inout TemplateScope) -> LaidOutTemplate? {
    fitting(templates.withLock { $0[name] }, &scope)?.result
  }

  /// Remembers what a template came to.
  ///
  /// - Parameter names: What it asked for.
  func note(
    _ template: LaidOutTemplate, of name: String, asking names: TemplateNameSet,
    _ scope: inout TemplateScope
  ) {
    guard template.text.count <= Self.longest, let asked = scope.identities(of: names, self) else {
      return
    }
    let rendering = Rendering(names: names, asked: asked, result: template)
    templates.withLock { $0[name, default: []].append(rendering) }
  }

  /// What a part comes to with the values of a scope that has no items; nil where it was not rendered with the
  /// same.
  func part(_ name: String, _ scope: inout TemplateScope) -> Rendering<[UInt8]>? {
    fitting(parts.withLock { $0[name] }, &scope)
  }

  /// Remembers what a part came to, as `note` does.
  func note(
    _ text: [UInt8], ofPart name: String, asking names: TemplateNameSet,
    _ scope: inout TemplateScope
  ) {
    guard let asked = scope.identities(of: names, self) else { return }
    let rendering = Rendering(names: names, asked: asked, result: text)
    parts.withLock { $0[name, default: []].append(rendering) }
  }

  private func fitting<Result>(
    _ known: [Rendering<Result>]?, _ scope: inout TemplateScope
  ) -> Rendering<Result>? {
    guard let known else { return nil }
    for rendering in known where rendering.fits(&scope, self) { return rendering }
    return nil
  }
}

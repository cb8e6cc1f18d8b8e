import Mustache
import Synchronization

/// Lines of a template that swift-mustache renders, parsed when they are first needed.
final class TemplatePiece: Sendable {
  /// With the pragma before the lines.
  private let text: String
  /// The parts that the lines name.
  let parts: [String]
  private let parsed = Mutex<MustacheTemplate?>(nil)

  init(_ text: String, parts: [String]) {
    self.text = text
    self.parts = parts
  }

  /// The template of the lines.
  ///
  /// Two that ask at once may both parse; the templates are the same.
  ///
  /// - Throws: What the parser throws.
  func template() throws -> MustacheTemplate {
    if let template = parsed.withLock({ $0 }) { return template }
    let template = try MustacheTemplate(string: text)
    parsed.withLock { $0 = template }
    return template
  }
}

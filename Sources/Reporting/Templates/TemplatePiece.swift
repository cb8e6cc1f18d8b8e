import Mustache
import Synchronization

/// A part of a template that swift-mustache renders, parsed when it is first needed.
final class TemplatePiece: Sendable {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let pragma: String
  private let known = Mutex(Known())

  private struct Known {
    var template: MustacheTemplate?
    var parts: [String]?
    var asksByNameOnly: Bool?
  }

  /// - Parameters:
  ///   - bytes: The whole template.
  ///   - range: The piece of it.
  ///   - pragma: The line that is to stand before it.
  init(_ bytes: [UInt8], _ range: Range<Int>, pragma: String) {
    self.bytes = bytes
    self.range = range
    self.pragma = pragma
  }

  /// The parts that its tags name.
  var parts: [String] {
    known.withLock { known in
      if let parts = known.parts { return parts }
      let parts = TemplateSlices.parts(in: bytes[range]) ?? []
      known.parts = parts
      return parts
    }
  }

  /// Whether its tags hold nothing but names, so that what they stand for does not hang on which item of
  /// a list is at hand, or where it stands in the list.
  var asksByNameOnly: Bool {
    known.withLock { known in
      if let asks = known.asksByNameOnly { return asks }
      let asks = TemplateSlices.asksByNameOnly(bytes[range])
      known.asksByNameOnly = asks
      return asks
    }
  }

  /// The template of the piece.
  ///
  /// Two that ask at once may both parse; the templates are the same.
  ///
  /// - Throws: What the parser throws.
  func template() throws -> MustacheTemplate {
    if let template = known.withLock({ $0.template }) { return template }
    let text = pragma + "\n" + String(decoding: bytes[range], as: UTF8.self)
    let template = try MustacheTemplate(string: text)
    known.withLock { $0.template = template }
    return template
  }
}

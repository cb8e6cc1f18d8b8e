import Synchronization

/// A template cut at its tags, so that what stands under a flag is parsed only where the flag holds.
///
/// swift-mustache measures the rest of a text at every tag, so that the time of parsing grows with the
/// square of the length. Values, flags, lists of items and parts are therefore followed here, as far as
/// their tags hold plain names and sections close on their line or line by line; whatever else there is
/// becomes a template of its own. A template whose sections do neither is one piece.
final class TemplateSlices: Sendable {
  enum Slice: Sendable {
    /// Text without any tag.
    case text([UInt8])
    /// The value of the name with a number.
    case value(Int)
    /// Lines for swift-mustache.
    case piece(TemplatePiece)
    /// What stands under a name.
    case section(TemplateSection)
    /// Another template, in lines of its own.
    case part(String)
  }

  /// Of the template, without its suffix.
  let name: String
  let slices: [Slice]
  /// The same one after another, as a rendering follows them.
  let program: TemplateProgram
  /// All lines but the first as one piece.
  let whole: TemplatePiece
  /// Whether its tags hold nothing but names, as `TemplatePiece` says it.
  let asksByNameOnly: Bool
  /// The parts that its tags name.
  let parts: [String]
  let escaping: TemplateEscaping

  /// - Parameters:
  ///   - text: The whole template; its first line is the pragma.
  ///   - pragma: That line, which every piece begins with.
  ///   - name: Of the template, without its suffix.
  ///   - names: Of the library.
  init(
    _ text: String, pragma: String, of name: String = "", _ names: TemplateNames = TemplateNames()
  ) {
    self.name = name
    let bytes = Array(text.utf8)
    let body = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
    let cutter = TemplateCutter(bytes, pragma: pragma, names)
    whole = cutter.piece(body..<bytes.count)
    slices = cutter.slices(from: body) ?? [.piece(whole)]
    program = TemplateProgram(slices)
    asksByNameOnly = Self.askByNameOnly(slices)
    parts = Self.parts(in: slices)
    escaping = TemplateEscaping(pragma: pragma)
  }
}

/// What stands under a name: once where it is a flag that holds, for each item where it is a list.
final class TemplateSection: Sendable {
  /// The number of the name.
  let name: Int
  let isInverted: Bool
  let inner: [TemplateSlices.Slice]
  /// For swift-mustache, where the value is neither, or tags ask for more than names.
  let whole: TemplatePiece
  let asksByNameOnly: Bool
  private let followed = Mutex<Bool?>(nil)

  init(name: Int, isInverted: Bool, inner: [TemplateSlices.Slice], whole: TemplatePiece) {
    self.name = name
    self.isInverted = isInverted
    self.inner = inner
    self.whole = whole
    asksByNameOnly = TemplateSlices.askByNameOnly(inner)
  }

  /// Whether what stands for each item asks by names, which are looked up here; where an item stands in
  /// its list only swift-mustache knows.
  ///
  /// - Parameter store: The templates among which the section stands.
  /// - Throws: `TemplateError` for a part that is no template.
  func isFollowed(_ store: TemplateStore) throws(TemplateError) -> Bool {
    if let known = followed.withLock({ $0 }) { return known }
    let isFollowed =
      asksByNameOnly ? try store.askByNameOnly(TemplateSlices.parts(in: inner)) : false
    followed.withLock { $0 = isFollowed }
    return isFollowed
  }
}

extension TemplateSlices {
  /// Whether the tags of slices hold nothing but names.
  static func askByNameOnly(_ slices: [Slice]) -> Bool {
    slices.allSatisfy { slice in
      switch slice {
      case .text, .value, .part: true
      case .section(let section): section.asksByNameOnly
      case .piece(let piece): piece.asksByNameOnly
      }
    }
  }

  /// The parts that tags of slices name.
  static func parts(in slices: [Slice]) -> [String] {
    slices.flatMap { slice in
      switch slice {
      case .text, .value: [] as [String]
      case .part(let name): [name]
      case .section(let section): parts(in: section.inner)
      case .piece(let piece): piece.parts
      }
    }
  }

  /// The parts that tags of a text name, each once; nil where one is chosen by a value.
  static func parts(in text: ArraySlice<UInt8>) -> [String]? {
    var parts: [String] = []
    var next = TemplateLine.open(text, from: text.startIndex)
    while let open = next, let close = TemplateLine.close(text, from: open + 2) {
      if text[open + 2] == UInt8(ascii: ">") {
        guard let tag = TemplateLine.tag(text[(open + 2)..<close]) else { return nil }
        if !parts.contains(tag.name) { parts.append(tag.name) }
      }
      next = TemplateLine.open(text, from: close + 2)
    }
    return parts
  }

  /// Whether tags hold plain names or remarks.
  static func asksByNameOnly(_ text: ArraySlice<UInt8>) -> Bool {
    var next = TemplateLine.open(text, from: text.startIndex)
    while let open = next, let close = TemplateLine.close(text, from: open + 2) {
      let content = text[(open + 2)..<close]
      let isRemark = content.first == UInt8(ascii: "!") || content.first == UInt8(ascii: "%")
      guard isRemark || TemplateLine.tag(content) != nil || TemplateLine.value(content) != nil
      else { return false }
      next = TemplateLine.open(text, from: close + 2)
    }
    return true
  }
}

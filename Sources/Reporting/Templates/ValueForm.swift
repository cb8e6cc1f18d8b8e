/// A value of a template in a form that can be compared and kept: texts and lists of flags and texts.
enum ValueForm: Hashable, Sendable {
  case flag(Bool)
  /// By its bytes: equal strings may have others.
  case text([UInt8])
  /// The members of each item, in their order: those of lists that are put together at one place are the same.
  case list([UInt8])

  /// Nil for a value that only swift-mustache knows what to do with, and for a list that is so long that it is
  /// rendered as soon as it is compared; such lists hardly ever are the same.
  ///
  /// - Parameter names: Of one library for all forms that are compared.
  init?(_ value: TemplateValue, _ names: TemplateNames) {
    switch value {
    case .flag(let flag): self = .flag(flag)
    case .text(let text): self = .text(Array(text.utf8))
    case .list(let items):
      var bytes: [UInt8] = []
      guard items.count <= Self.longest, Self.append(items, names, to: &bytes) else { return nil }
      self = .list(bytes)
    case .other: return nil
    }
  }

  private static let longest = 6

  /// All bytes at once: the hash of an array goes byte by byte.
  func hash(into hasher: inout Hasher) {
    switch self {
    case .flag(let flag): hasher.combine(flag)
    case .text(let bytes), .list(let bytes):
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private static func append(
    _ items: [TemplateItem], _ names: TemplateNames, to bytes: inout [UInt8]
  ) -> Bool {
    append(items.count, to: &bytes)
    var shape: ItemShape?
    for item in items {
      let own: ItemShape
      if let shape, shape.fits(item) { own = shape } else { own = names.shape(of: item) }
      shape = own
      // It says the names.
      append(own.number, to: &bytes)
      for (_, value) in item.members {
        switch value {
        case .flag(let flag): bytes.append(flag ? 1 : 0)
        case .text(let text):
          bytes.append(2)
          append(text, to: &bytes)
        case .list(let items):
          bytes.append(3)
          guard append(items, names, to: &bytes) else { return false }
        case .other: return false
        }
      }
    }
    return true
  }

  /// A text behind its length, so that no two lists have the same bytes.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes += text.utf8
  }

  private static func append(_ count: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: count)) { bytes += $0 }
  }
}

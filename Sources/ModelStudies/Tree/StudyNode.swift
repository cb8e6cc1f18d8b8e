package import CatalogModel

/// A value of a model file or of a file of reference vectors, with its place: what JSON and YAML have
/// in common.
package struct StudyNode: Hashable, Sendable {
  /// The kinds of value.
  package enum Content: Hashable, Sendable {
    case number(Double)
    case text(String)
    case flag(Bool)
    case null
    case list([StudyNode])
    /// The members in the order of the file, keys being different.
    case object([Member])
  }

  /// A key with its place and its value.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let place: Place
    package let value: StudyNode

    package init(key: String, place: Place, value: StudyNode) {
      self.key = key
      self.place = place
      self.value = value
    }
  }

  package let content: Content
  package let place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The value of a key of an object; nil where there is none, or it is null.
  package subscript(key: String) -> StudyNode? {
    guard case .object(let members) = content,
      let member = members.first(where: { $0.key == key }), member.value.content != .null
    else { return nil }
    return member.value
  }

  /// The number, if it is one.
  package var number: Double? { if case .number(let number) = content { number } else { nil } }

  /// The text, if it is one.
  package var text: String? { if case .text(let text) = content { text } else { nil } }

  /// The elements of a list; none for anything else.
  package var elements: [StudyNode] {
    if case .list(let elements) = content { elements } else { [] }
  }

  /// The members of an object; none for anything else.
  package var members: [Member] {
    if case .object(let members) = content { members } else { [] }
  }

  /// What it is, in words for a message.
  var summary: String {
    switch content {
    case .number(let number): "the number \(StudyNumber.text(number))"
    case .text(let text): "the text `\(text.prefix(40))`"
    case .flag(let flag): flag ? "true" : "false"
    case .null: "nothing"
    case .list: "a list"
    case .object: "a mapping"
    }
  }
}

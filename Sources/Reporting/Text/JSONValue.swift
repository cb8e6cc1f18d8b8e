/// A JSON value as a tree, where what it holds is put together before it is written: schemas, the lens, what
/// calibration and simulation say, and the baseline of checks.
///
/// What a plan says of itself is written by `JSONWriter` as it comes.
enum JSONValue: Hashable, Sendable {
  case object(JSONMembers)
  case array([JSONValue])
  case string(String)
  /// Rounded to six significant digits when written; not a number is written as null.
  case number(Double)
  case bool(Bool)
  case null

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A number, or null.
  static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The document, as `JSONWriter` lays it out.
  var document: String { JSONWriter.document { $0.value(self) }.text }
}

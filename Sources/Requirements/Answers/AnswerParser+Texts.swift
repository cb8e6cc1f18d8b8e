import CatalogModel

extension AnswerParser {
  /// A sentence as it was written, without anything that would break the line.
  static func line(_ text: String, longest: Int) throws(AnswerRefusal) -> String {
    guard text.count <= longest else {
      throw AnswerRefusal(
        "the text has \(text.count) characters; at most \(longest) fit", remedy: "shorten it")
    }
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
    guard !text.unicodeScalars.contains(where: isControl) else {
      throw AnswerRefusal(
        "the text has control characters or more than one line", remedy: "write one line")
    }
    return text
  }

  /// A day of the calendar.
  static func date(_ text: String) throws(AnswerRefusal) -> String {
    guard CalendarDay(text) != nil else {
      throw AnswerRefusal(
        "`\(text.prefix(40))` is not a day", remedy: "write it as YYYY-MM-DD, such as 2027-03-31")
    }
    return text
  }
}

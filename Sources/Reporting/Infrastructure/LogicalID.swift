/// Names in CloudFormation, which have no signs between words.
enum LogicalID {
  /// The words of a text, each with a capital: `OrderMail` of `order-mail`.
  static func joined(_ text: String, at separator: Unicode.Scalar) -> String {
    var joined: [UInt8] = []
    joined.reserveCapacity(text.utf8.count)
    var begins = true
    for byte in text.utf8 {
      guard byte < 0x80 else { return joinedByCharacters(text, at: Character(separator)) }
      if UInt32(byte) == separator.value {
        begins = true
      } else {
        let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        joined.append(begins && isLower ? byte - 0x20 : byte)
        begins = false
      }
    }
    return String(decoding: joined, as: UTF8.self)
  }

  /// The same for any text.
  static func joinedByCharacters(_ text: String, at separator: Character) -> String {
    text.split(separator: separator).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

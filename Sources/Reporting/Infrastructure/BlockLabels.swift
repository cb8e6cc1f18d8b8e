/// The names between quotation marks behind the kind of a block of Terraform.
enum BlockLabels {
  /// Those of `resource "aws_lb" "alb" {`; nil for another line.
  static func ofResource(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> (type: String, name: String)? {
    ofResource(line.indices, in: line).map { (text(line, $0.type), text(line, $0.name)) }
  }

  /// The places of the same in a text.
  static func ofResource(
    _ line: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> (type: Range<Int>, name: Range<Int>)? {
    let own = UnsafeBufferPointer(rebasing: text[line])
    guard begins(own, "resource \""), let type = quoted(own, from: 9),
      let name = quoted(own, from: type.upperBound + 1)
    else { return nil }
    func place(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + line.lowerBound..<range.upperBound + line.lowerBound
    }
    return (place(type), place(name))
  }

  /// That of `variable "region" {`; nil for another line.
  static func ofVariable(_ line: UnsafeBufferPointer<UInt8>) -> String? {
    guard begins(line, "variable \""), let name = quoted(line, from: 9) else { return nil }
    return text(line, name)
  }

  /// Whether a line begins with some bytes.
  static func begins(_ line: UnsafeBufferPointer<UInt8>, _ start: StaticString) -> Bool {
    let count = start.utf8CodeUnitCount
    guard line.count >= count else { return false }
    for place in 0..<count where line[place] != start.utf8Start[place] { return false }
    return true
  }

  /// What stands between the next two quotation marks; nil where there are none, or nothing between them.
  private static func quoted(
    _ line: UnsafeBufferPointer<UInt8>, from place: Int
  ) -> Range<Int>? {
    let mark = UInt8(ascii: "\"")
    guard place <= line.count else { return nil }
    let open = ByteScan.first(mark, in: line, place..<line.count)
    guard open < line.count else { return nil }
    let close = ByteScan.first(mark, in: line, open + 1..<line.count)
    return close < line.count && close > open + 1 ? open + 1..<close : nil
  }

  private static func text(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
  }
}

/// The names between quotation marks behind the kind of a block of Terraform.
enum BlockLabels {
  /// Those of `resource "aws_lb" "alb" {`; nil for another line.
  static func ofResource(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> (type: String, name: String)? {
    guard begins(line, "resource \""), let type = quoted(line, from: 9),
      let name = quoted(line, from: type.upperBound + 1)
    else { return nil }
    return (text(line, type), text(line, name))
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
    guard place <= line.count, let open = line[place...].firstIndex(of: mark),
      let close = line[(open + 1)...].firstIndex(of: mark), close > open + 1
    else { return nil }
    return open + 1..<close
  }

  private static func text(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
  }
}

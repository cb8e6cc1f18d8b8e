/// A line of a flowchart as `MermaidChart` writes it.
enum FlowchartLine {
  case frame(label: Substring)
  case end
  case node(id: Substring, label: Substring)
  case edge(from: Substring, to: Substring, label: Substring, isDotted: Bool)

  /// Nil for any other line.
  init?(_ line: Substring) {
    let text = Substring(line.utf8.drop { $0 == UInt8(ascii: " ") })
    if text.utf8.elementsEqual("end".utf8) {
      self = .end
      return
    }
    if let rest = text.after("subgraph "), let (id, body) = Self.word(rest), !id.isEmpty,
      let label = body.between("[\"", "\"]")
    {
      self = .frame(label: label)
      return
    }
    guard let (id, rest) = Self.word(text) else { return nil }
    let label =
      rest.between("[\"", "\"]") ?? rest.between("([\"", "\"])") ?? rest.between("[(\"", "\")]")
    if let label {
      self = .node(id: id, label: label)
      return
    }
    let isDotted = rest.after(" -.->") != nil
    guard var rest = rest.after(isDotted ? " -.->" : " -->") else { return nil }
    var name: Substring = ""
    if let labeled = rest.after("|\""), let end = labeled.lastRange(of: "\"| ") {
      name = labeled[..<end.lowerBound]
      rest = labeled[end.upperBound...]
    } else if let plain = rest.after(" ") {
      rest = plain
    } else {
      return nil
    }
    guard let (to, left) = Self.word(rest), left.isEmpty else { return nil }
    self = .edge(from: id, to: to, label: name, isDotted: isDotted)
  }

  /// The letters and digits of ASCII at the start, of which there is at least one, and what follows.
  private static func word(_ text: Substring) -> (Substring, Substring)? {
    let end = text.utf8.firstIndex { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        false
      default: true
      }
    }
    let place = end ?? text.endIndex
    return place == text.startIndex ? nil : (text[..<place], text[place...])
  }
}

extension Substring {
  /// What follows a beginning; nil where the text does not begin so.
  fileprivate func after(_ start: String) -> Substring? {
    utf8.starts(with: start.utf8) ? Substring(utf8.dropFirst(start.utf8.count)) : nil
  }

  /// What stands between a beginning and an end that it has both; nil where it has not.
  fileprivate func between(_ start: String, _ end: String) -> Substring? {
    let (length, tail) = (utf8.count, end.utf8.count)
    guard length >= start.utf8.count + tail, let rest = after(start),
      utf8.dropFirst(length - tail).elementsEqual(end.utf8)
    else { return nil }
    return Substring(rest.utf8.dropLast(tail))
  }

  /// Where a text stands the last time.
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    let length = text.utf8.count
    var start = utf8.index(endIndex, offsetBy: -length, limitedBy: startIndex)
    while let place = start {
      let rest = utf8[place...]
      if rest.starts(with: text.utf8) {
        return place..<utf8.index(place, offsetBy: length)
      }
      start = utf8.index(place, offsetBy: -1, limitedBy: startIndex)
    }
    return nil
  }
}

/// The text of `sources.yaml` with the entry of a price list put in, everything else as it was.
enum SourceList {
  /// - Parameters:
  ///   - text: The file, an entry per id at the beginning of a line, sorted by id.
  ///   - header: What the offer file says about itself.
  /// - Returns: The text with the entry of the offer; unchanged where it has a later date.
  static func adding(_ mapping: OfferMapping, _ header: OfferHeader, to text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let id = mapping.source
    let entry =
      "\(id): {title: \"AWS Price List bulk offer file, \(mapping.offer)\", location: "
      + "pricing.us-east-1.amazonaws.com/offers/v1.0/aws/\(mapping.offer), asOf: \(header.day), "
      + "confidence: primary, note: \"Version \(header.version).\"}"
    if let start = lines.firstIndex(where: { $0.hasPrefix(id + ":") }) {
      if let old = lines[start].firstRange(of: "asOf: ") {
        let date = lines[start][old.upperBound...].prefix { $0 != "," && $0 != "}" }
        if date > header.day { return text }
      }
      var end = start + 1
      while end < lines.count, lines[end].hasPrefix(" ") { end += 1 }
      lines.replaceSubrange(start..<end, with: [entry])
    } else {
      let place = lines.firstIndex { line in
        guard let first = line.utf8.first, first != UInt8(ascii: "#"), first != UInt8(ascii: " ")
        else { return false }
        return line.prefix { $0 != ":" } > id
      }
      let end = lines.last == "" ? lines.count - 1 : lines.count
      lines.insert(entry, at: place ?? end)
    }
    return lines.joined(separator: "\n")
  }
}

/// Reads an offer file of AWS's bulk price list, JSON or CSV, in chunks of any size.
///
/// Only prices that rules ask for are kept, so that memory does not grow with the file. Formats: AWS
/// Billing user guide, "Reading the service price list file for an AWS service".
///
/// - Complexity: O(bytes of the file) time, O(matched prices) memory.
package struct OfferReader {
  private enum Form {
    case unknown, json, csv
  }

  private var form = Form.unknown
  private var jsonTokenizer: JSONTokenizer
  private var json: JSONOfferReader
  private var csvTokenizer: CSVTokenizer
  private var csv: CSVOfferReader

  /// - Parameters:
  ///   - wanted: The regions that the catalog has prices of.
  ///   - expected: The offer code that the file must have; nil takes any that has rules.
  package init(
    _ rules: PriceListRules, wanted: Set<String>, expected: String? = nil,
    limits: OfferLimits = .standard
  ) {
    let collector = OfferCollector(rules, wanted: wanted, expected: expected, limits: limits)
    jsonTokenizer = JSONTokenizer(limits: limits)
    json = JSONOfferReader(collector, limits: limits)
    csvTokenizer = CSVTokenizer(limits: limits)
    csv = CSVOfferReader(collector)
  }

  /// Reads the next bytes of the file.
  package mutating func consume(_ chunk: ArraySlice<UInt8>) throws(OfferFault) {
    guard let first = chunk.first else { return }
    if form == .unknown { form = try Self.recognize(first) }
    try chunk.withUnsafeBufferPointer { (bytes) throws(OfferFault) in
      if form == .json {
        try jsonTokenizer.consume(bytes, into: &json)
      } else {
        try csvTokenizer.consume(bytes, into: &csv)
      }
    }
  }

  /// The prices, once the file has ended.
  package mutating func finish() throws(OfferFaults) -> OfferPrices {
    do throws(OfferFault) {
      switch form {
      case .unknown: throw .cut(at: OfferPosition(), "the file is empty")
      case .json:
        try jsonTokenizer.finish()
        try json.finish()
      case .csv:
        try csvTokenizer.finish()
        try csv.finish()
      }
    } catch {
      throw OfferFaults([error])
    }
    return form == .json
      ? try json.collector.finish(hasEnd: true) : try csv.collector.finish(hasEnd: false)
  }

  private static func recognize(_ first: UInt8) throws(OfferFault) -> Form {
    switch first {
    case UInt8(ascii: "{"), 0x20, 0x09, 0x0A, 0x0D: return .json
    case UInt8(ascii: "\""), UInt8(ascii: "F"), 0xEF: return .csv
    case UInt8(ascii: "<"):
      throw OfferFault(
        at: OfferPosition(), "the file is a page of HTML or XML, not an offer file",
        remedy: "a server answered with an error; look at it, and fetch the file again")
    default:
      throw OfferFault(
        at: OfferPosition(), "the file is neither JSON nor CSV",
        remedy: "use an offer file of the bulk price list (offers/v1.0/aws)")
    }
  }
}

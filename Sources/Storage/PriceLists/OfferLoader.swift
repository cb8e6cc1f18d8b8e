import CatalogModel
package import PriceLists

/// Reads offer files in chunks, so that memory does not grow with them.
package struct OfferLoader {
  /// 256 KiB: larger chunks are no faster.
  private static let chunk = 262_144

  private let rules: PriceListRules
  private let regions: Set<String>
  private let limits: OfferLimits

  /// - Parameter regions: The regions that the catalog has prices of.
  package init(
    _ rules: PriceListRules, regions: Set<String>, limits: OfferLimits = .standard
  ) {
    self.rules = rules
    self.regions = regions
    self.limits = limits
  }

  /// Reads one file to its end.
  ///
  /// - Parameters:
  ///   - expected: The offer code that it must have; nil takes any.
  ///   - progress: Called after every chunk with the bytes so far, and all of them where known.
  package func read(
    _ source: OfferSource, expected: String? = nil, progress: (_ done: Int, _ all: Int?) -> Void
  ) throws(OfferFailure) -> ReadOffer {
    let stream = try ByteStream(source)
    defer { stream.stop() }
    var reader = OfferReader(rules, wanted: regions, expected: expected, limits: limits)
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    let all = source.size
    var done = 0
    while true {
      let count = try stream.read(into: &buffer)
      if count == 0 { break }
      done += count
      do throws(OfferFault) {
        try reader.consume(buffer[..<count])
      } catch {
        throw .wrong([error.diagnostic(in: source.name)])
      }
      progress(done, all)
    }
    try stream.checkEnd()
    do throws(OfferFaults) {
      return ReadOffer(file: source.name, prices: try reader.finish())
    } catch {
      throw .wrong(error.list.map { $0.diagnostic(in: source.name) })
    }
  }
}

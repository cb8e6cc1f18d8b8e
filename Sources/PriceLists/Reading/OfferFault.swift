package import CatalogModel

/// Where a reader stands in an offer file; lines and columns count from 1, columns in bytes.
package struct OfferPosition: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }
}

/// Why an offer file is not read any further; one of them stops the update before it writes.
package struct OfferFault: Error, Hashable, Sendable {
  package let position: OfferPosition
  package let message: String
  package let remedy: String

  package init(at position: OfferPosition, _ message: String, remedy: String) {
    self.position = position
    self.message = message
    self.remedy = remedy
  }

  /// The fault of a file that ends before it should.
  static func cut(at position: OfferPosition, _ message: String) -> OfferFault {
    OfferFault(at: position, message, remedy: "the file is cut off; fetch it again as a whole")
  }

  /// The fault as a diagnostic of a file.
  package func diagnostic(in file: String) -> Diagnostic {
    Diagnostic(
      .error, at: Place(file: file, line: position.line, column: position.column), message,
      remedy: remedy)
  }
}

/// What an offer file may cost in memory, whatever its size; the real files stay far below.
package struct OfferLimits: Hashable, Sendable {
  /// The longest text, row or number, in bytes.
  package let tokenBytes: Int
  /// The most products that rules may match.
  package let products: Int
  /// The most prices of matched products, and the most kept of a file that puts its terms first.
  package let prices: Int

  package init(tokenBytes: Int = 262_144, products: Int = 150_000, prices: Int = 300_000) {
    self.tokenBytes = tokenBytes
    self.products = products
    self.prices = prices
  }

  /// Those of every command; together they keep an update below 200 MB.
  package static let standard = OfferLimits()
}

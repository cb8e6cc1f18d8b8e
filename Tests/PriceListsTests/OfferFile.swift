/// An offer file of the real format, built for a test: the same products as JSON and as CSV.
struct OfferFile {
  /// A price on demand or reserved.
  struct Dimension {
    var unit: String
    var price: String
    var begin = "0"
    var end = "Inf"
  }

  struct Term {
    /// `JRTCKXETXF` is the code of prices on demand, `A429C66SYZ` that of free allowances.
    var code = "JRTCKXETXF"
    var effective = "2026-08-01"
    var currency = "USD"
    var dimensions: [Dimension]
  }

  struct Product {
    let sku: String
    var family: String
    /// By the names of the JSON form.
    var attributes: [String: String]
    var onDemand: [Term]
    var reserved: [Term] = []
  }

  enum Form: String, CaseIterable, Sendable {
    case json, csv
  }

  var offer: String
  var products: [Product]
  var formatVersion = "v1.0"
  var published = "2026-08-31T09:22:55Z"
  var version = "20260831092255"
  /// Whether the JSON form has its terms before its products.
  var hasTermsFirst = false

  func text(_ form: Form) -> String { form == .json ? json : csv }

  // MARK: JSON

  private var json: String {
    let productLines = products.map { product in
      let attributes = product.attributes.sorted { $0.key < $1.key }
        .map { "        \(Self.quoted($0.key)) : \(Self.quoted($0.value))" }
        .joined(separator: ",\n")
      return """
            "\(product.sku)" : {
              "sku" : "\(product.sku)",
              "productFamily" : \(Self.quoted(product.family)),
              "attributes" : {
        \(attributes)
              }
            }
        """
    }
    let products = "  \"products\" : {\n\(productLines.joined(separator: ",\n"))\n  }"
    let terms = """
        "terms" : {
          "OnDemand" : {
      \(termLines(\.onDemand))
          },
          "Reserved" : {
      \(termLines(\.reserved))
          }
        }
      """
    let parts = hasTermsFirst ? [terms, products] : [products, terms]
    return """
      {
        "formatVersion" : "\(formatVersion)",
        "disclaimer" : "This pricing list is for informational purposes only.",
        "offerCode" : "\(offer)",
        "version" : "\(version)",
        "publicationDate" : "\(published)",
      \(parts.joined(separator: ",\n")),
        "attributesList" : { }
      }

      """
  }

  private func termLines(_ terms: (Product) -> [Term]) -> String {
    products.filter { !terms($0).isEmpty }.map { product in
      let lines = terms(product).map { term in
        let dimensions = term.dimensions.enumerated().map { index, dimension in
          """
                    "\(product.sku).\(term.code).RATE\(index)" : {
                      "rateCode" : "\(product.sku).\(term.code).RATE\(index)",
                      "description" : "$\(dimension.price) per \(dimension.unit), \\"as\\" listed \\u2013 \\\\",
                      "beginRange" : "\(dimension.begin)",
                      "endRange" : "\(dimension.end)",
                      "unit" : \(Self.quoted(dimension.unit)),
                      "pricePerUnit" : { "\(term.currency)" : "\(dimension.price)" },
                      "appliesTo" : [ "unit", "beginRange" ]
                    }
          """
        }
        return """
                "\(product.sku).\(term.code)" : {
                  "offerTermCode" : "\(term.code)",
                  "sku" : "\(product.sku)",
                  "effectiveDate" : "\(term.effective)T00:00:00Z",
                  "priceDimensions" : {
          \(dimensions.joined(separator: ",\n"))
                  },
                  "termAttributes" : { "unit" : "none" }
                }
          """
      }
      return "      \"\(product.sku)\" : {\n\(lines.joined(separator: ",\n"))\n      }"
    }.joined(separator: ",\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  // MARK: CSV

  private static let titles = [
    "cacheEngine": "Cache Engine", "cacheMemorySizeGb": "Cache Memory Size (GB)",
    "capacitystatus": "CapacityStatus", "databaseEngine": "Database Engine",
    "deploymentModel": "Deployment Model", "deploymentOption": "Deployment Option",
    "fromLocation": "From Location", "fromRegionCode": "From Region Code", "group": "Group",
    "instanceType": "Instance Type", "licenseModel": "License Model", "location": "Location",
    "locationType": "Location Type", "operatingSystem": "Operating System",
    "operation": "operation", "preInstalledSw": "Pre Installed S/W", "regionCode": "Region Code",
    "tenancy": "Tenancy", "toLocation": "To Location", "toRegionCode": "To Region Code",
    "transferType": "Transfer Type", "usagetype": "usageType", "volumeType": "Volume Type",
  ]

  private var csv: String {
    let names = Set(products.flatMap { $0.attributes.keys }).sorted()
    var lines = [
      #""FormatVersion","\#(formatVersion)""#,
      #""Disclaimer","This pricing list is for informational purposes only.""#,
      #""Publication Date","\#(published)""#, #""Version","\#(version)""#,
      #""OfferCode","\#(offer)""#,
    ]
    let fixed = [
      "SKU", "OfferTermCode", "RateCode", "TermType", "PriceDescription", "EffectiveDate",
      "StartingRange", "EndingRange", "Unit", "PricePerUnit", "Currency", "LeaseContractLength",
      "PurchaseOption", "Product Family", "serviceCode",
    ]
    let header = fixed + names.map { Self.titles[$0] ?? $0 } + ["serviceName"]
    lines.append(header.map { "\"\($0)\"" }.joined(separator: ","))
    for product in products {
      for (kind, terms) in [("OnDemand", product.onDemand), ("Reserved", product.reserved)] {
        for term in terms {
          for (index, dimension) in term.dimensions.enumerated() {
            let isReserved = kind == "Reserved"
            var cells: [String?] = [
              product.sku, term.code, "\(product.sku).\(term.code).RATE\(index)", kind,
              "$\(dimension.price) per \(dimension.unit), \"as\" listed", term.effective,
              dimension.begin, dimension.end, dimension.unit, dimension.price, term.currency,
              isReserved ? "3yr" : nil, isReserved ? "Partial Upfront" : nil, product.family, offer,
            ]
            cells += names.map { product.attributes[$0] }
            cells.append("Amazon, Inc.")
            // AWS quotes what has a value and writes nothing at all for what has none.
            lines.append(
              cells.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" } ?? "" }
                .joined(separator: ","))
          }
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

import Testing

/// A file of each offer with the prices that it must give, and products beside them that must give
/// none: neighbors that the real files have, each with the reason in its SKU.
struct OfferSample: Sendable, CustomTestStringConvertible {
  let file: OfferFile
  let expected: [String]

  var testDescription: String { file.offer }

  static let all = [
    ec2, rds, elastiCache, lambda, ecs, dynamoDB, elb, apiGateway, s3, cloudFront, dataTransfer,
  ]

  /// A product of eu-west-2 with one price.
  static func product(
    _ sku: String, _ family: String, _ usage: String, _ unit: String, _ price: String,
    region: String = "eu-west-2", _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    tiered(sku, family, usage, unit, [("0", "Inf", price)], region: region, more)
  }

  /// A product of eu-west-2 with tiers.
  static func tiered(
    _ sku: String, _ family: String, _ usage: String, _ unit: String,
    _ tiers: [(String, String, String)], region: String = "eu-west-2",
    _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    let attributes = [
      "usagetype": usage, "regionCode": region, "locationType": "AWS Region",
      "location": region == "us-east-1" ? "US East (N. Virginia)" : "EU (London)",
    ]
    let dimensions = tiers.map {
      OfferFile.Dimension(unit: unit, price: $0.2, begin: $0.0, end: $0.1)
    }
    return OfferFile.Product(
      sku: sku, family: family, attributes: attributes.merging(more) { $1 },
      onDemand: [OfferFile.Term(dimensions: dimensions)])
  }

  static let linux = [
    "instanceType": "m7g.large", "operatingSystem": "Linux", "tenancy": "Shared",
    "preInstalledSw": "NA", "capacitystatus": "Used", "licenseModel": "No License required",
    "operation": "RunInstances",
  ]

  /// The product with a reserved term of an hourly and an upfront part, without ranges.
  static func reserved(_ product: OfferFile.Product) -> OfferFile.Product {
    var product = product
    product.reserved = [
      OfferFile.Term(
        code: "38NPMPTW36",
        dimensions: [
          OfferFile.Dimension(unit: "Hrs", price: "0.0310000000"),
          OfferFile.Dimension(unit: "Quantity", price: "812", begin: "", end: ""),
        ]),
      OfferFile.Term(
        code: "4NA7Y494T4", dimensions: [OfferFile.Dimension(unit: "Hrs", price: "0.06")]),
    ]
    return product
  }

  /// A free allowance: a product of its own, of no region, whose only tier has an end.
  static func allowance(
    _ sku: String, _ family: String, _ usage: String, _ unit: String, to end: String,
    location: String, _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    var product = tiered(
      sku, family, usage, unit, [("0", end, "0.0000000000")], region: "",
      ["location": location].merging(more) { $1 })
    product.onDemand[0].code = "A429C66SYZ"
    return product
  }
}

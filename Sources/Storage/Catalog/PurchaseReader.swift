import CatalogModel
import OrderedCollections

/// Reads a file of `purchase/`: options of one kind of commitment.
enum PurchaseReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [PurchaseOption]? {
    guard let mapping = root.mapping(keys: ["title", "options"]) else { return nil }
    _ = mapping.required("title")?.text()
    return mapping.required("options")?.elements()?.compactMap { option($0, context: context) }
  }

  private static func option(_ cursor: YAMLCursor, context: FileContext) -> PurchaseOption? {
    let keys = ["id", "title", "years", "upfrontShare", "rates", "measured"]
    guard let mapping = cursor.mapping(keys: keys) else { return nil }
    let id = mapping.required("id")?.text()
    let title = mapping.required("title")?.text()
    let years = mapping.required("years")?.number(in: 1...10)
    let upfront = mapping.required("upfrontShare")?.number(in: 0...1)
    var rates: OrderedDictionary<String, Fact> = [:]
    for (key, _, value) in mapping.required("rates")?.mapping()?.cursors ?? [] {
      checkScope(key, at: value)
      if let fact = FactReader.read(value, id: "\(id ?? "").\(key)", context: context) {
        if !isShare(fact) { value.error("a rate is a share of the on-demand price, from 0 to 1") }
        rates[key] = fact
      }
    }
    var measured: OrderedDictionary<String, String> = [:]
    for (key, _, value) in mapping["measured"]?.mapping()?.cursors ?? [] {
      checkScope(key, at: value)
      measured[key] = value.text()
    }
    guard let id, let title, let years, let upfront else { return nil }
    return PurchaseOption(
      id: id, title: title, years: years, upfrontShare: upfront, rates: rates, measured: measured)
  }

  private static func checkScope(_ key: String, at cursor: YAMLCursor) {
    let words = InstanceProduct.allCases.map(\.rawValue)
    if key.contains(".") || words.contains(key) { return }
    let guess = Spelling.nearest(to: key, among: words).map { "did you mean `\($0)`?" }
    cursor.error(
      "`\(key)` is neither a table of instance types nor the beginning of a price key",
      remedy: guess ?? "write \(words.joined(separator: ", ")), or a beginning such as `fargate.`")
  }

  private static func isShare(_ fact: Fact) -> Bool {
    switch fact.value {
    case .number(let number): (0...1).contains(number)
    case .range(let low, let high): low >= 0 && high <= 1
    case .table(let table): table.values.allSatisfy { (0...1).contains($0) }
    case .text, .flag, .texts: false
    }
  }
}

import ArgumentParser
import CatalogModel

/// Words that an option takes, with the nearest one where a word is none of them.
enum ListWord {
  /// The value that a word names.
  ///
  /// - Throws: A validation error, exit code 64, that says what would be right.
  static func value<Value>(_ word: String, _ option: String) throws -> Value
  where Value: RawRepresentable<String> & CaseIterable {
    if let value = Value(rawValue: word) { return value }
    throw unknown(word, option, known: Value.allCases.map(\.rawValue))
  }

  /// The word itself, if it is one of the known.
  static func checked(_ word: String, _ option: String, known: [String]) throws -> String {
    if known.contains(word) { return word }
    throw unknown(word, option, known: known)
  }

  private static func unknown(_ word: String, _ option: String, known: [String]) -> ValidationError
  {
    let guess = Spelling.nearest(to: word, among: known).map { " Did you mean '\($0)'?" } ?? ""
    let list = known.count <= 40 ? " Known: \(known.joined(separator: ", "))." : ""
    return ValidationError("\(option) knows no '\(word)'.\(guess)\(list)")
  }
}

/// What instance types a list shows.
struct InstanceFilter {
  var family: String?
  var architecture: String?
  var engine: String?
  var isCurrent: Bool?
  var virtualCPUs: ClosedRange<Double> = 0...(.infinity)
  var memory: ClosedRange<Double> = 0...(.infinity)
  var price: ClosedRange<Double> = 0...(.infinity)

  func takes(_ row: InstanceListing.Row) -> Bool {
    (family == nil || row.family == family)
      && (architecture == nil || row.architecture == architecture)
      && (engine == nil || row.engine == engine)
      && (isCurrent == nil || row.currentGeneration == isCurrent)
      && virtualCPUs.contains(Double(row.virtualCPUs)) && memory.contains(row.memoryGiB)
      && price.contains(row.dollarsPerHour)
  }
}

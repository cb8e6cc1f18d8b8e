package import CatalogModel
import Quantities

/// Typed reading of an object, key by key: whatever does not fit is recorded with its place and
/// reading goes on, so that all mistakes are reported at once.
///
/// A class, because a solver reads in several places and all write to one log. It stays within one
/// case.
package final class StudyReader {
  /// Why a case cannot be computed; the diagnostics are in the log.
  package struct Unreadable: Error {}

  package let node: StudyNode
  /// Times and waits that reference values stand for, in place of those that a model asks for; nil
  /// where a model is solved.
  package var reference: Reference?
  private let log: StudyLog
  private var used: Set<String> = []

  package init(_ node: StudyNode, log: StudyLog) {
    self.node = node
    self.log = log
  }

  /// What a reference case holds values for.
  package struct Reference {
    package let times: [Double]
    package let waits: [Double]
  }

  /// Whether a key is there and not null.
  func has(_ key: String) -> Bool {
    used.insert(key)
    return node[key] != nil
  }

  /// The value of a key that must be there.
  func required(_ key: String) throws(Unreadable) -> StudyNode {
    used.insert(key)
    if let value = node[key] { return value }
    log.error(at: node.place, "the key `\(key)` is missing", remedy: "add `\(key): ...`")
    throw Unreadable()
  }

  /// The value of a key that may be missing.
  func optional(_ key: String) -> StudyNode? {
    used.insert(key)
    return node[key]
  }

  /// A number within a range.
  func number(_ key: String, _ range: StudyRange) throws(Unreadable) -> Double {
    try number(try required(key), key, range)
  }

  /// A number within a range, or what stands for it when it is missing.
  func number(_ key: String, _ range: StudyRange, default value: Double) throws(Unreadable)
    -> Double
  {
    guard let node = optional(key) else { return value }
    return try number(node, key, range)
  }

  /// The number that a node is.
  func number(_ node: StudyNode, _ key: String, _ range: StudyRange) throws(Unreadable) -> Double {
    guard let number = node.number else {
      throw fail(node, "`\(key)` should be a number, found \(node.summary)")
    }
    guard range.contains(number) else {
      throw fail(
        node, "`\(key)` is \(StudyNumber.text(number)), which is out of range",
        remedy: "write \(range.words)")
    }
    return number
  }

  /// A whole number within a range.
  func integer(_ key: String, _ range: ClosedRange<Int>) throws(Unreadable) -> Int {
    try integer(try required(key), key, range)
  }

  /// A whole number within a range, or what stands for it when it is missing.
  func integer(_ key: String, _ range: ClosedRange<Int>, default value: Int) throws(Unreadable)
    -> Int
  {
    guard let node = optional(key) else { return value }
    return try integer(node, key, range)
  }

  /// The whole number that a node is.
  func integer(_ node: StudyNode, _ key: String, _ range: ClosedRange<Int>) throws(Unreadable)
    -> Int
  {
    let limits = StudyRange.between(Double(range.lowerBound), Double(range.upperBound))
    let value = try number(node, key, limits)
    guard let whole = Int(exactly: value) else {
      throw fail(node, "`\(key)` should be a whole number, found \(StudyNumber.text(value))")
    }
    return whole
  }

  /// A list of numbers within a range.
  func numbers(_ key: String, _ range: StudyRange) throws(Unreadable) -> [Double] {
    try numbers(try required(key), key, range)
  }

  /// A list of numbers, or what stands for it when it is missing.
  func numbers(_ key: String, _ range: StudyRange, default value: [Double]) throws(Unreadable)
    -> [Double]
  {
    guard let node = optional(key) else { return value }
    return try numbers(node, key, range)
  }

  private func numbers(_ node: StudyNode, _ key: String, _ range: StudyRange) throws(Unreadable)
    -> [Double]
  {
    guard case .list(let elements) = node.content else {
      throw fail(node, "`\(key)` should be a list of numbers, found \(node.summary)")
    }
    var numbers: [Double] = []
    for element in elements { numbers.append(try number(element, key, range)) }
    return numbers
  }

  /// One of a fixed set of words.
  func word(_ key: String, among words: [String], default value: String? = nil)
    throws(Unreadable) -> String
  {
    if optional(key) == nil, let value { return value }
    let node = try required(key)
    guard let text = node.text else {
      throw fail(node, "`\(key)` should be a word, found \(node.summary)")
    }
    guard words.contains(text) else {
      let guess = Spelling.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
      throw fail(
        node, "`\(text)` is not one of \(words.joined(separator: ", "))",
        remedy: guess ?? "write one of these words")
    }
    return text
  }

  /// Yes or no.
  func flag(_ key: String, default value: Bool) throws(Unreadable) -> Bool {
    guard let node = optional(key) else { return value }
    guard case .flag(let flag) = node.content else {
      throw fail(node, "`\(key)` should be true or false, found \(node.summary)")
    }
    return flag
  }

  /// The kind of a model, by either of its names.
  func kind() throws(Unreadable) -> String {
    if let text = optional("kind")?.text, StudyKind.named(text) != nil { return text }
    return try word("kind", among: KindGuide.names)
  }

  /// Records numbers that are none, such as infinite ones, also in what was not read any more after
  /// a first mistake.
  func reportUndefinedNumbers() { reportUndefinedNumbers(node, "") }

  private func reportUndefinedNumbers(_ node: StudyNode, _ key: String) {
    // Infinite and undefined numbers of YAML are read as text, as it does not tell them from words.
    let word = node.text.flatMap { StudyNumber.notFinite.contains($0.lowercased()) ? $0 : nil }
    let found = node.number.flatMap { $0.isFinite ? nil : StudyNumber.text($0) } ?? word
    if let found, !log.hasError(at: node.place) {
      log.error(
        at: node.place, "`\(key)` is \(found), which is out of range",
        remedy: "write a finite number")
    }
    for member in node.members { reportUndefinedNumbers(member.value, member.key) }
    for element in node.elements { reportUndefinedNumbers(element, key) }
  }

  /// A reader of a nested object.
  func object(_ key: String) throws(Unreadable) -> StudyReader {
    let node = try required(key)
    guard case .object = node.content else {
      throw fail(node, "`\(key)` should be a mapping, found \(node.summary)")
    }
    return StudyReader(node, log: log)
  }

  /// Readers of the elements of a list of objects, of which there must be some.
  func objects(_ key: String) throws(Unreadable) -> [StudyReader] {
    let node = try required(key)
    guard case .list(let elements) = node.content else {
      throw fail(node, "`\(key)` should be a list with at least one mapping, found \(node.summary)")
    }
    guard !elements.isEmpty else {
      throw fail(node, "`\(key)` is empty; it should have at least one mapping")
    }
    var readers: [StudyReader] = []
    for element in elements {
      guard case .object = element.content else {
        throw fail(element, "an element of `\(key)` should be a mapping, found \(element.summary)")
      }
      readers.append(StudyReader(element, log: log))
    }
    var names: Set<String> = []
    for element in elements {
      guard let name = element["name"], let text = name.text else { continue }
      if !names.insert(text).inserted {
        throw fail(name, "`\(text)` is the name of two elements of `\(key)`")
      }
    }
    return readers
  }

  /// Records an error at this object and gives what to throw.
  func fail(_ node: StudyNode? = nil, _ message: String, remedy: String? = nil) -> Unreadable {
    log.error(at: (node ?? self.node).place, message, remedy: remedy)
    return Unreadable()
  }

  /// Reports keys that nothing asked for: errors in a model, which its author can mend; in reference
  /// vectors they are only noted, since their authors may add what they like.
  func finish() {
    for member in node.members where !used.contains(member.key) {
      let guess = Spelling.nearest(to: member.key, among: used.sorted())
      log.unknownKey(
        at: member.place, "unknown key `\(member.key)`",
        remedy: guess.map { "did you mean `\($0)`?" }
          ?? "known keys: \(used.sorted().joined(separator: ", "))")
    }
  }

  /// Counts keys as known that are information only.
  func ignore(_ keys: [String]) { used.formUnion(keys) }
}

/// Collects what is wrong in a file.
package final class StudyLog {
  private(set) package var diagnostics: [Diagnostic] = []
  private let keysAreStrict: Bool

  package init(keysAreStrict: Bool) { self.keysAreStrict = keysAreStrict }

  package func error(at place: Place, _ message: String, remedy: String? = nil) {
    diagnostics.append(Diagnostic(.error, at: place, message, remedy: remedy))
  }

  package func warning(at place: Place, _ message: String, remedy: String? = nil) {
    diagnostics.append(Diagnostic(.warning, at: place, message, remedy: remedy))
  }

  func hasError(at place: Place) -> Bool {
    diagnostics.contains { $0.place == place && $0.severity == .error }
  }

  func unknownKey(at place: Place, _ message: String, remedy: String) {
    diagnostics.append(
      Diagnostic(keysAreStrict ? .error : .warning, at: place, message, remedy: remedy))
  }
}

/// Which numbers a key takes.
enum StudyRange {
  case positive
  case notNegative
  /// From 0 to 1, ends included.
  case share
  /// Between 0 and 1, ends excluded.
  case insideShare
  case between(Double, Double)

  func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    switch self {
    case .positive: return value > 0 && value <= 1e15
    case .notNegative: return value >= 0 && value <= 1e15
    case .share: return value >= 0 && value <= 1
    case .insideShare: return value > 0 && value < 1
    case .between(let low, let high): return value >= low && value <= high
    }
  }

  var words: String {
    switch self {
    case .positive: "a number above 0"
    case .notNegative: "a number from 0 on"
    case .share: "a number from 0 to 1"
    case .insideShare: "a number between 0 and 1"
    case .between(let low, let high):
      "a number from \(StudyNumber.text(low)) to \(StudyNumber.text(high))"
    }
  }
}

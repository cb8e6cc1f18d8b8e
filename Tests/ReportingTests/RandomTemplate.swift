import TestSupport

/// Templates at random over what the shipped ones do: flags on lines of their own, lists, parts, values and
/// sections within lines, remarks; with values for every name.
struct RandomTemplate {
  /// A template and two parts, by name; parts name no parts.
  private(set) var texts: [String: String] = [:]
  private(set) var values: [String: Any] = [:]
  static let name = "terraform/whole.tf.mustache"

  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    for flag in Self.flags { values[flag] = Bool.random(using: &random) }
    for text in Self.words { values[text] = pick(["", "value", "a \"quoted\" ${text}", "ä\n"]) }
    for list in Self.lists {
      values[list] = (0..<Int.random(in: 0...3, using: &random)).map { number -> [String: Any] in
        var item: [String: Any] = ["item": "item \(number)"]
        // What an item holds hides what is outside of it.
        if Bool.random(using: &random) { item["isOne"] = Bool.random(using: &random) }
        if Bool.random(using: &random) { item["word"] = "own" }
        return item
      }
    }
    values["item"] = "no item"
    texts["terraform/parts/one.mustache"] = template(depth: 1, hasParts: false)
    texts["terraform/parts/two.mustache"] = template(depth: 0, hasParts: false)
    texts[Self.name] = template(depth: 3, hasParts: true)
  }

  private static let flags = ["isOne", "isTwo", "hasThree"]
  private static let words = ["word", "other"]
  private static let lists = ["rows", "lines"]

  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func template(depth: Int, hasParts: Bool) -> String {
    let end = pick(["\n", "\n", "\n", ""])
    return "{{% CONTENT_TYPE: HCL}}\n"
      + lines(depth: depth, hasParts: hasParts).joined(separator: "\n") + end
  }

  private mutating func lines(depth: Int, hasParts: Bool) -> [String] {
    (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in
      block(depth: depth, hasParts: hasParts)
    }
  }

  private mutating func block(depth: Int, hasParts: Bool) -> [String] {
    let indent = pick(["", "", "  ", "\t"])
    let blank = pick(["", "", " "])
    let name = pick(Self.flags + Self.flags + Self.lists + Self.words)
    let sign = pick(["#", "#", "^"])
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0, 1:
      return [pick(["", "plain", "  a = { b = { c = 1 }}", "x = \"${y}\"", "} else { #", "}}"])]
    case 2: return ["\(indent)\(pick(Self.words)) = \"{{\(pick(Self.words))}}\" # {{ item }}"]
    case 3:
      let section = "{{\(sign)\(name)}}b{{item}}{{/\(name)}}"
      let place = pick(["", "", "{{^last()}},{{/last()}}", "{{#first()}}!{{/first()}}"])
      return ["\(indent)a\(section)c{{^isTwo}}d{{/isTwo}}\(place)\(blank)"]
    case 4: return ["\(indent){{! a remark }}\(blank)"]
    case 5:
      guard hasParts else { return ["\(indent){{item}}"] }
      let part = "{{> terraform/parts/\(pick(["one", "two"]))}}"
      return [pick(["\(part)\(blank)", "\(indent)\(part)", "before \(part) after"])]
    case 6 where Bool.random(using: &random):
      return ["before {{#\(name)}}"] + lines(depth: depth - 1, hasParts: hasParts)
        + [pick(["{{/\(name)}}{{^\(name)}}", "{{/\(name)}} {{#isTwo}}x{{/isTwo}} {{^\(name)}}"])]
        + lines(depth: depth - 1, hasParts: hasParts) + ["{{/\(name)}} after"]
    case 6:
      return ["before {{\(sign)\(name)}}"] + lines(depth: depth - 1, hasParts: hasParts)
        + ["{{/\(name)}} after"]
    default:
      return ["\(indent){{\(sign)\(name)}}\(blank)"] + lines(depth: depth - 1, hasParts: hasParts)
        + ["\(indent){{/\(name)}}\(blank)"]
    }
  }
}

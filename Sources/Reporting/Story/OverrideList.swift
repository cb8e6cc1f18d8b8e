import CapacityPlanning
import CatalogModel
import Roadmap

/// What overlays changed in the catalog, as the plan names it.
///
/// Facts, rules, services and options are all listed; of prices only those that the plan read,
/// since a discount changes thousands.
struct OverrideList {
  let shown: [CatalogOverride]
  /// Changed prices that the plan did not read, by the file that changes them.
  let unread: [(file: String, count: Int)]

  init(_ input: ReportInput) {
    guard !input.catalog.overrides.isEmpty else {
      shown = []
      unread = []
      return
    }
    let bills = input.plan.everyItem
    let used = input.reads.union(bills.map(\.priceID))
    func isShown(_ change: CatalogChange) -> Bool {
      switch change.subject {
      case .price: used.contains(change.id)
      case .instance: used.contains(change.id.split(separator: " ").first.map(String.init) ?? "")
      case .fact, .service, .rule, .option, .stage, .advice, .row, .move, .health, .purchase,
        .notice, .source, .unit:
        true
      }
    }
    shown = input.catalog.overrides.filter { isShown($0.change) }
    let others = input.catalog.overrides.filter { !isShown($0.change) }
    unread = Dictionary(grouping: others, by: \.place.file).map { ($0, $1.count) }
      .sorted { $0.file < $1.file }
  }

  /// A heading and one line for each change, at most twenty; nothing without overlays.
  func lines(width: Int) -> [String] {
    if shown.isEmpty && unread.isEmpty { return [] }
    let most = 20
    let lines = shown.prefix(most).map { override in
      "\(override.change.id): \(override.change.old ?? "new") -> "
        + "\(override.change.new ?? "removed") (\(Self.origin(override)))"
    }
    let more = shown.count > most ? ["and \(shown.count - most) more, which plan.json lists"] : []
    return ["The catalog is overridden:"]
      + (lines + more + remainder).flatMap { text in
        TextWrap.lines(text, width: width - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
      }
  }

  var markdown: String {
    if shown.isEmpty && unread.isEmpty { return "" }
    var table = MarkdownTable("What", "Catalog", "Here", "Given in")
    for override in shown {
      table.add(
        MarkdownText.code(override.change.id),
        MarkdownText.escaped(override.change.old ?? "not there"),
        MarkdownText.escaped(override.change.new ?? "removed"),
        MarkdownText.code(Self.origin(override)))
    }
    let rest = remainder.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    return """
      ## What overlays changed

      This plan does not rest on the catalog alone; these values were put over it.

      \([table.isEmpty ? "" : table.text, rest].filter { !$0.isEmpty }.joined(separator: "\n\n"))
      """
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("changes", each: shown) { override, json in
        json.object { json in
          json.member("discount", orNull: override.discount)
          json.member("id", override.change.id)
          json.member("new", orNull: override.change.new)
          json.member("old", orNull: override.change.old)
          json.member("place", override.place.description)
          json.member("subject", override.change.subject.rawValue)
        }
      }
      json.member("unreadPrices", each: unread) { file, json in
        json.object { json in
          json.member("count", file.count)
          json.member("file", file.file)
        }
      }
    }
  }

  private var remainder: [String] {
    unread.map { file, count in
      "\(count) price\(count == 1 ? "" : "s") that this plan does not use (\(file))"
    }
  }

  private static func origin(_ override: CatalogOverride) -> String {
    let place =
      override.place.line == 0
      ? override.place.file : "\(override.place.file):\(override.place.line)"
    return place + (override.discount.map { ", discount \($0)" } ?? "")
  }
}

import CatalogModel
import Requirements
import Roadmap

/// Waivers in sentences that all documents share.
enum WaiverText {
  /// What a waiver does to its gate, and on which day where nobody named one.
  static func sentence(_ state: WaiverState) -> String {
    outcome(state)
      + (state.assumedDay.map {
        " Judged on \($0), the newest day of the catalog; --today names another."
      } ?? "")
  }

  private static func outcome(_ state: WaiverState) -> String {
    let waiver = state.waiver
    let reason = MarkdownText.sentence(waiver.reason)
    return switch state.state {
    case .counts: "Waived by \(waiver.owner) until \(waiver.expires): \(reason)"
    case .expired: "The waiver by \(waiver.owner) ended on \(waiver.expires): \(reason)"
    case .unneeded: "\(waiver.gate) passes; the waiver by \(waiver.owner) can be removed."
    }
  }

  /// The count, and what can be removed, for a terminal; nothing where there are no waivers.
  static func lines(_ plan: Plan, width: Int) -> [String] {
    guard let count = count(plan) else { return [] }
    let unneeded = plan.waivers.filter { $0.state == .unneeded }.map(sentence)
    return [""] + ([count] + unneeded).flatMap { TextWrap.lines($0, width: width) }
  }

  /// How many waivers count on which day; nil where there are none.
  static func count(_ plan: Plan) -> String? {
    guard !plan.waivers.isEmpty else { return nil }
    func count(_ state: WaiverState.State) -> Int { plan.waivers.count { $0.state == state } }
    let isAssumed = plan.waivers.contains { $0.assumedDay != nil }
    let day =
      plan.day.map { " on \($0)\(isAssumed ? ", the newest day of the catalog" : "")" } ?? ""
    return "Waivers\(day): \(count(.counts)) counted, \(count(.expired)) expired, "
      + "\(count(.unneeded)) not needed."
  }
}

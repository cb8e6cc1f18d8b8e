import OrderedCollections
import Quantities
import Requirements

/// Where the explorer of the plan stands, and what was computed for it.
struct ExplorerState: Hashable, Sendable {
  /// What was computed for the whole system, or for one of its units.
  struct UnitView: Hashable, Sendable {
    var pages: [PlanPage] = []
    var loads: [LoadStep: LoadView] = [:]
    var curve: CurveChart?
  }

  var page = PlanPage.ID.overview
  /// The focused line of the page; nil for the first one that can be asked about.
  var row: Int?
  /// The deployment unit that is looked at; nil for the whole system.
  var unit: String?
  /// The plan that everything here belongs to; replies for another one are stale.
  var generation = 0
  var views: [String?: UnitView] = [:]
  var step: LoadStep?
  var influences: [Influence] = []
  var flips: FlipReasons?
  /// What is under way or done for the present plan and unit.
  var asked: Set<Request.Lane> = []

  /// Answers that are tried out, in the order in which they were changed.
  var changes: OrderedDictionary<AnswerPath, AnswerValue> = [:]
  /// The focused slider; nil for the first.
  var slider: AnswerPath?
  /// The sliders as they follow each other while their page is open, and whether what matters most was
  /// known when it was opened.
  var sliderOrder: [AnswerPath] = []
  var isSliderOrderRanked = false
  /// The scale that the mouse holds.
  var grabbed: Target?
  var variant: Preview?
  /// The newest job of a variant; earlier ones are stale.
  var variantJob = 0
  var isVariantComputing = false

  /// What is known of the unit that is looked at.
  var view: UnitView {
    get { views[unit] ?? UnitView() }
    set { views[unit] = newValue }
  }

  /// Forgets what belongs to another plan; the ranking of sliders stays until a newer one comes, so
  /// that they do not jump.
  mutating func restart(generation: Int) {
    self.generation = generation
    views = [:]
    flips = nil
    asked = []
    variant = nil
    isVariantComputing = false
  }

  /// Looks at another unit; what was asked for the former one and did not come is asked for anew.
  mutating func look(at unit: String?) {
    self.unit = unit
    row = nil
    asked = asked.filter { !$0.dependsOnUnit }
    if !view.pages.isEmpty { asked.insert(.pages) }
    if view.curve != nil { asked.insert(.curve) }
  }
}

extension ExplorerState {
  /// Lets the sliders be ordered anew when their page is opened.
  mutating func forgetSliderOrder() {
    sliderOrder = []
    isSliderOrderRanked = false
  }
}

extension InterviewModel {
  /// The parts of the shown page that are finished; the load and the what-if draw themselves.
  var explorerBlocks: [PlanPage.Block] { blocks(of: explorer.page) }

  /// The parts of a page, as far as they are known.
  func blocks(of page: PlanPage.ID) -> [PlanPage.Block] {
    let view = explorer.view
    let own = view.pages.first { $0.id == page }?.blocks ?? []
    switch page {
    case .load:
      guard let step = explorer.step, let load = view.loads[step] else { return [] }
      return load.blocks
    case .whatIf:
      return whatIfBlocks
    case .capacity:
      return (view.curve.map { [.curve($0)] } ?? []) + own
    case .decisions:
      guard !own.isEmpty else { return [] }
      let search = PlanPage.Block.paragraph(
        explorer.asked.contains(.flips)
          ? "It is being searched, by planning with other answers." : "Not searched yet.")
      return own + [.heading("What would reverse them")] + (explorer.flips?.blocks ?? [search])
    default:
      return own
    }
  }

  /// The units that can be looked at one by one; empty for a system of one.
  var units: [String] { preview?.units ?? [] }

  /// What is in view, where there are several units; nil for a system of one.
  var unitTitle: String? {
    guard !units.isEmpty else { return nil }
    guard let unit = explorer.unit, let index = units.firstIndex(of: unit) else {
      return "All \(units.count) units together"
    }
    return "Unit \(unit) by itself (\(index + 1) of \(units.count))"
  }

  /// What the shown page lacks and nobody computes yet.
  mutating func requestForPage() -> [Command] {
    guard screen == .explorer, !isComputing, preview.map({ $0.verdict != .none }) == true else {
      return []
    }
    if explorer.step == nil { explorer.step = LoadStep(nearest: usersNow) }
    if let unit = explorer.unit, !units.contains(unit) { explorer.look(at: nil) }
    let unit = explorer.unit
    switch explorer.page {
    case .load: return requestLoads()
    case .whatIf:
      keepSliderOrder()
      return ask(.influence(sheet)) + requestVariant(isForced: false)
    case .capacity: return ask(.pages(sheet, unit: unit)) + ask(.curve(sheet, unit: unit))
    case .decisions: return ask(.pages(sheet, unit: unit)) + ask(.flips(sheet))
    default: return ask(.pages(sheet, unit: unit))
    }
  }

  /// Asks for something once for the present plan.
  private mutating func ask(_ request: Request) -> [Command] {
    guard explorer.asked.insert(request.lane).inserted else { return [] }
    return [.compute(request, job: explorer.generation)]
  }

  /// The nearest steps that are missing, unless some are under way.
  private mutating func requestLoads() -> [Command] {
    guard let step = explorer.step, !explorer.asked.contains(.loads) else { return [] }
    let near = (0...LoadStep.last).map { LoadStep($0) }
      .filter { explorer.view.loads[$0] == nil }
      .sorted { (abs($0.index - step.index), $0.index) < (abs($1.index - step.index), $1.index) }
    guard !near.isEmpty else { return [] }
    explorer.asked.insert(.loads)
    return [
      .compute(
        .loads(sheet, Array(near.prefix(2)), unit: explorer.unit), job: explorer.generation)
    ]
  }

  /// The users that the answers or the assumptions say.
  var usersNow: Double {
    if case .number(let estimate)? = sheet["users.now"] ?? assumption(at: .question("users.now")) {
      return estimate.likely
    }
    return 1
  }

  /// Takes in what was computed; what belongs to another plan is dropped.
  mutating func take(_ reply: Reply, job: Int) -> [Command] {
    if case .variant(let preview) = reply {
      guard job == explorer.variantJob else { return [] }
      explorer.variant = preview
      explorer.isVariantComputing = false
      return []
    }
    guard job == explorer.generation, job == self.job else { return [] }
    switch reply {
    case .pages(let pages, let unit): explorer.views[unit, default: .init()].pages = pages
    case .curve(let curve, let unit): explorer.views[unit, default: .init()].curve = curve
    case .influence(let influences): explorer.influences = influences
    case .flips(let flips): explorer.flips = flips
    case .variant: break
    case .loads(let loads, let unit):
      for load in loads { explorer.views[unit, default: .init()].loads[load.step] = load }
      if unit == explorer.unit {
        explorer.asked.remove(.loads)
        // A step that nothing is known of would be asked for without end.
        if loads.isEmpty { return [] }
      }
    }
    return requestForPage()
  }
}

extension LoadView {
  /// The state as both front ends tell it.
  var blocks: [PlanPage.Block] {
    [
      .table(
        PlanTable(
          [.init("Figure"), .init("Value", isNumber: true), .init("Remark")], figures)),
      .heading(bars.title), .bars(bars),
      .heading("What runs"),
      .table(
        PlanTable(
          [.init("Part"), .init("Size"), .init("In use", isNumber: true)],
          nodes.dropFirst().map { node in
            PlanTable.Row(
              [node.title, node.size, node.utilization.map(TextLayout.percent) ?? ""],
              isProblem: node.isOver)
          })),
    ]
  }
}

extension TextLayout {
  /// A share as a percentage.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "over" }
    let percent = share * 100
    if percent > 0 && percent < 0.1 { return "<0.1%" }
    return percent < 10
      ? "\((percent * 10).rounded() / 10)%" : "\(Int(min(9999, percent.rounded())))%"
  }
}

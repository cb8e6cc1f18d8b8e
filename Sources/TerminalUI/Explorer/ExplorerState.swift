import OrderedCollections
import Quantities
import Requirements

/// Where the explorer of the plan stands, and what was computed for it.
struct ExplorerState: Hashable, Sendable {
  var page = PlanPage.ID.overview
  /// The focused line of the page.
  var row = 0
  /// The plan that everything here belongs to; replies for another one are stale.
  var generation = 0
  var pages: [PlanPage] = []
  var step: LoadStep?
  var loads: [LoadStep: LoadView] = [:]
  var curve: CurveChart?
  var influences: [Influence] = []
  /// What is under way or done for the present plan.
  var asked: Set<Request.Lane> = []
  var done: Set<Request.Lane> = []

  /// Numbers of the what-if by question, in the order in which they were changed.
  var changes: OrderedDictionary<String, Double> = [:]
  var slider = 0
  var variant: Preview?
  /// The newest job of a variant; earlier ones are stale.
  var variantJob = 0
  var isVariantComputing = false

  /// Forgets what belongs to another plan.
  mutating func restart(generation: Int) {
    self.generation = generation
    pages = []
    loads = [:]
    curve = nil
    influences = []
    asked = []
    done = []
    variant = nil
    isVariantComputing = false
  }
}

extension InterviewModel {
  /// The parts of the shown page that are finished; the load and the what-if draw themselves.
  var explorerBlocks: [PlanPage.Block] { blocks(of: explorer.page) }

  /// The parts of a page, as far as they are known.
  func blocks(of page: PlanPage.ID) -> [PlanPage.Block] {
    switch page {
    case .load:
      guard let step = explorer.step, let load = explorer.loads[step] else { return [] }
      return load.blocks
    case .whatIf:
      return whatIfBlocks
    case .capacity:
      let own = explorer.pages.first { $0.id == page }?.blocks ?? []
      return (explorer.curve.map { [.curve($0)] } ?? []) + own
    default:
      return explorer.pages.first { $0.id == page }?.blocks ?? []
    }
  }

  /// What the shown page lacks and nobody computes yet.
  mutating func requestForPage() -> [Command] {
    guard screen == .explorer, !isComputing, preview.map({ $0.verdict != .none }) == true else {
      return []
    }
    if explorer.step == nil { explorer.step = LoadStep(nearest: usersNow) }
    switch explorer.page {
    case .load: return requestLoads()
    case .whatIf: return ask(.influence(sheet)) + requestVariant(isForced: false)
    case .capacity: return ask(.pages(sheet)) + ask(.curve(sheet))
    default: return ask(.pages(sheet))
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
      .filter { explorer.loads[$0] == nil }
      .sorted { (abs($0.index - step.index), $0.index) < (abs($1.index - step.index), $1.index) }
    guard !near.isEmpty else { return [] }
    explorer.asked.insert(.loads)
    return [.compute(.loads(sheet, Array(near.prefix(2))), job: explorer.generation)]
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
    explorer.done.insert(reply.lane)
    switch reply {
    case .pages(let pages): explorer.pages = pages
    case .curve(let curve): explorer.curve = curve
    case .influence(let influences): explorer.influences = influences
    case .variant: break
    case .loads(let loads):
      for load in loads { explorer.loads[load.step] = load }
      explorer.asked.remove(.loads)
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

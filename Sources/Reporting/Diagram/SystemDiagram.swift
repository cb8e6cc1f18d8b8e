import OptionScoring
import Requirements
import Roadmap

/// The flowchart of a system of several deployments at a stage: users, units with what they run on, and
/// what hands on between them.
struct SystemDiagram {
  let composition: Composition
  let stage: Int
  /// What the users are labeled with.
  let load: String

  /// What GitHub and reviewers bear; beyond it names go first that the tables give as well.
  private static let most = 2000

  /// The chart, under 2,000 characters as long as its names allow.
  var text: String {
    let whole = chart(hasSizes: true, hasGlue: true)
    guard whole.count >= Self.most else { return whole }
    let glued = chart(hasSizes: false, hasGlue: true)
    return glued.count < Self.most ? glued : chart(hasSizes: false, hasGlue: false)
  }

  private func chart(hasSizes: Bool, hasGlue: Bool) -> String {
    let units = composition.units(at: stage)
    var chart = MermaidChart()
    chart.node("users", ["Users", load], .round)
    for (place, unit) in units.enumerated() {
      let planned = unit.stage(stage)?.planned
      let size = planned.map { ArchitectureWords(stage: $0).short } ?? "out of reach"
      chart.node(Self.id(place), [unit.unit.name, hasSizes ? size : ""])
    }
    for (place, unit) in units.enumerated() where !unit.plan.requirements.isInternal {
      chart.edge("users", Self.id(place))
    }
    var drawn: Set<Link> = []
    for edge in composition.stages[stage].edges {
      guard let from = units.firstIndex(where: { $0.unit.name == edge.from }),
        let to = units.firstIndex(where: { $0.unit.name == edge.to })
      else { continue }
      let glue = edge.glue.map(edge.decision.title) ?? "nothing fits"
      let link = Link(from: from, to: to, glue: hasGlue ? glue : "", waits: edge.edge.waits)
      guard drawn.insert(link).inserted else { continue }
      chart.edge(Self.id(from), Self.id(to), link.glue, isDotted: !link.waits)
    }
    return chart.text
  }

  /// An arrow, of which one is drawn however many edges of services it stands for.
  private struct Link: Hashable {
    let from: Int
    let to: Int
    let glue: String
    let waits: Bool
  }

  private static func id(_ place: Int) -> String { "unit\(place + 1)" }
}

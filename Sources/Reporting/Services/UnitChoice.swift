import CatalogModel
import OptionScoring
import Requirements
package import Roadmap

extension Plan {
  /// The names of the deployment units at the present stage, or at the last where none carries the
  /// load; empty for a system of one unit.
  package var unitNames: [String] {
    guard let composition, composition.isDivided else { return [] }
    return composition.units(at: unitStage ?? 0).map(\.unit.name)
  }

  private var unitStage: Int? { composition.map { $0.currentIndex ?? $0.stages.count - 1 } }

  /// The place of a deployment unit of this name among the units.
  ///
  /// - Parameter stage: The index of the stage in which it is looked for; the present one if nil. A
  ///   unit that exists only in other stages is found as well.
  package func unitIndex(named name: String, stage: Int? = nil) -> Int? {
    guard let composition, composition.isDivided else { return nil }
    let index = stage ?? unitStage ?? 0
    let named = composition.units.indices.filter { composition.units[$0].unit.name == name }
    return named.first { composition.units[$0].range.contains(index) } ?? named.last
  }
}

extension ReportInput {
  /// What each part of an explanation is rendered from: the whole, or units by their names.
  ///
  /// A topic may begin with the name of a deployment unit and a point, as in `orders.compute`, or be
  /// such a name; without one it is asked about every unit.
  package func parts(
    topic: String?, stage: Int?
  ) throws(ExplanationRefusal) -> [(input: ReportInput, topic: String?)] {
    guard let composition = plan.composition, composition.isDivided else { return [(self, topic)] }
    let index = stage ?? composition.currentIndex ?? composition.stages.count - 1
    guard composition.stages.indices.contains(index) else {
      throw .unknownStage(index, count: composition.stages.count)
    }
    let places = composition.stages[index].units
    guard let topic else { return places.map { (unit($0), nil) } }
    for place in places {
      let name = composition.units[place].unit.name
      if topic == name { return [(unit(place), nil)] }
      if topic.hasPrefix(name + ".") {
        return [(unit(place), String(topic.dropFirst(name.count + 1)))]
      }
    }
    let having = places.filter { place in
      composition.units[place].stage(index)?.decisions.contains {
        $0.id == topic || $0.definition.id == topic
      } ?? false
    }
    if having.isEmpty {
      let names = places.map { composition.units[$0].unit.name }
      let decisions = places.flatMap { composition.units[$0].stage(index)?.decisions ?? [] }
        .map(\.id).eachOnce
      let known = names + decisions
      throw .unknownTopic(topic, known: known, nearest: Spelling.nearest(to: topic, among: known))
    }
    return having.map { (unit($0), topic) }
  }
}

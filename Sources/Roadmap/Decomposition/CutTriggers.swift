package import CatalogModel
import Quantities
import Requirements

/// A measurable reason to cut a deployment of several services apart (P4, P11).
package struct CutTrigger: Hashable, Sendable {
  package enum Symptom: String, CaseIterable, Hashable, Sendable {
    /// Several teams wait for each other's releases.
    case teams
    /// Needs of the machine that no platform suits equally well.
    case needs
    /// One service makes the others slow.
    case neighbor
    /// One database whose tables and indexes are slow to query and to change.
    case tables

    package var rule: String { self == .teams ? "P4" : "P11" }

    package var reason: Reason {
      switch self {
      case .teams: .economy
      case .needs: .functional
      case .neighbor: .nonFunctional
      case .tables: .physical
      }
    }
  }

  package let symptom: Symptom
  package let observed: Double
  package let threshold: Double
  package let unit: String
  /// What was seen, in a sentence.
  package let text: String
  /// The services of which one is to be cut away.
  package let services: [String]
  package let questions: [String]
}

/// Looks for the triggers of a deployment at a load.
struct CutTriggers {
  let catalog: Catalog
  let requirements: SystemRequirements
  let unit: DeploymentUnit

  /// The triggers that fire, in the order of the rules.
  ///
  /// - Parameter users: The users of the stage; the symptoms of size are looked for only from the
  ///   number on that the catalog names.
  func fired(at users: Users) throws(Catalog.Gap) -> [CutTrigger] {
    guard unit.services.count > 1 else { return [] }
    var list: [CutTrigger?] = [try teams()]
    if users.value >= (try catalog.number("planning.cutUsers")) {
      list += [try needs(), try neighbor(), try tables(users)]
    }
    return list.compactMap { $0 }
  }

  private var services: [SystemService] { requirements.services.filter { unit.holds($0.name) } }

  /// P4: all but the services of the team that owns most of them.
  private func teams() throws(Catalog.Gap) -> CutTrigger? {
    let threshold = try catalog.number("planning.cutTeams")
    let names = services.reduce(into: [String]()) { list, service in
      if !list.contains(service.team) { list.append(service.team) }
    }
    guard Double(names.count) > threshold else { return nil }
    func owned(_ team: String) -> Int { services.count { $0.team == team } }
    let most = names.map(owned).max() ?? 0
    let keeper = names.first { owned($0) == most }
    return CutTrigger(
      symptom: .teams, observed: Double(names.count), threshold: threshold, unit: "teams",
      text: "the teams \(names.joined(separator: ", ")) release one deployment together and wait "
        + "for each other",
      services: services.filter { $0.team != keeper }.map(\.name),
      questions: ["services.team", "services.deployedAlone"])
  }

  /// P11: state, control over the machine, layer 4 and runtimes that differ.
  private func needs() throws(Catalog.Gap) -> CutTrigger? {
    struct Need: Hashable {
      let isStateful: Bool
      let control: [String]
      let isLayer4: Bool
      let runtime: String
    }
    let threshold = try catalog.number("planning.cutNeeds")
    func need(_ service: SystemService) -> Need {
      Need(
        isStateful: service.isStateful, control: service.control,
        isLayer4: !Set(service.protocols).isDisjoint(with: ["tcp", "udp"]),
        runtime: service.runtime)
    }
    let needs = services.map(need)
    let distinct = Set(needs).count
    guard Double(distinct) >= threshold else { return nil }
    func holders(_ need: Need) -> Int { needs.count { $0 == need } }
    let most = needs.map(holders).max() ?? 0
    let usual = needs.first { holders($0) == most }
    let odd = services.filter { need($0) != usual }.map(\.name)
    return CutTrigger(
      symptom: .needs, observed: Double(distinct), threshold: threshold, unit: "different needs",
      text:
        "\(odd.joined(separator: ", ")) asks other things of the machine than the rest, so that "
        + "every decision for the deployment is a compromise",
      services: odd,
      questions: [
        "services.stateful", "services.control", "services.protocols", "services.runtime",
      ])
  }

  /// P11: a service whose requests compute so much longer that those beside them wait.
  private func neighbor() throws(Catalog.Gap) -> CutTrigger? {
    let ratio = try catalog.number("planning.cutDemandRatio")
    let least = try catalog.number("planning.cutLoadShare")
    let graph = CallGraph(requirements)
    var loads: [(service: String, calls: Double, load: Double)] = []
    for service in unit.services {
      let own = requirements.requests.filter { $0.service == service }
      let calls = own.map { rate(of: $0, graph) }
      let load = zip(own, calls).reduce(0) { $0 + $1.0.cpuTime.value * $1.1 }
      loads.append((service, calls.reduce(0, +), load))
    }
    let total = loads.reduce(0) { $0 + $1.load }
    var worst: (service: String, ratio: Double, share: Double)?
    for entry in loads where entry.calls > 0 && total > 0 {
      let others = loads.filter { $0.service != entry.service }
      let calls = others.reduce(0) { $0 + $1.calls }
      let load = others.reduce(0) { $0 + $1.load }
      guard calls > 0, load > 0 else { continue }
      let own = (entry.load / entry.calls) / (load / calls)
      if own > (worst?.ratio ?? 0), entry.load / total >= least {
        worst = (entry.service, own, entry.load / total)
      }
    }
    guard let worst, worst.ratio >= ratio else { return nil }
    return CutTrigger(
      symptom: .neighbor, observed: worst.ratio, threshold: ratio,
      unit: "x the CPU time of the others' requests",
      text: "requests of \(worst.service) compute \(DecimalText.significant(worst.ratio)) times as "
        + "long as the others and are \(DecimalText.significant(worst.share * 100)) % of the load: "
        + "what runs beside them waits",
      services: [worst.service], questions: ["requests.cpuMilliseconds", "requests.share"])
  }

  private func rate(of request: RequestClass, _ graph: CallGraph) -> Double {
    request.share
      + requirements.edges.filter {
        $0.target == request.service && $0.request == request.name
      }.reduce(0) { $0 + graph.rate(of: $1) }
  }

  /// P11: records of several services in one database that outgrow what can be queried and changed
  /// with ease.
  private func tables(_ users: Users) throws(Catalog.Gap) -> CutTrigger? {
    let threshold = try catalog.number("planning.cutDatabaseGiB")
    let sets = requirements.dataSets.filter { set in
      set.content == "relational" && (set.ownership.service.map(unit.holds) ?? false)
    }
    let owners = sets.compactMap(\.ownership.service).eachOnce
    let size = sets.map { requirements.size(of: $0, users: users) }.sum()
    guard owners.count > 1, size.value >= threshold else { return nil }
    return CutTrigger(
      symptom: .tables, observed: size.value, threshold: threshold, unit: "GiB",
      text: "the tables of \(owners.joined(separator: ", ")) grow to "
        + "\(DecimalText.significant(size.value)) GiB in one database, where queries slow down and "
        + "changes of tables take a night",
      services: owners, questions: ["data.sizeGiB", "data.firstYearGiB", "data.content"])
  }
}

import CatalogModel
package import OptionScoring
package import Requirements

/// Which decision of a plan is meant, whatever it comes to: the unit it is about, what is decided,
/// and what about.
package struct DecisionAddress: Hashable, Sendable {
  /// The deployment unit; nil where the system is one.
  package let unit: String?
  /// The id of the decision's definition, such as `store`.
  package let decision: String
  /// What it is about where the same thing is decided more than once, such as a data set.
  package let scope: String?

  package init(unit: String? = nil, decision: String, scope: String? = nil) {
    self.unit = unit
    self.decision = decision
    self.scope = scope
  }

  package init(_ decision: Decision, unit: String? = nil) {
    self.init(unit: unit, decision: decision.definition.id, scope: decision.scope)
  }

  /// As topics are written: `compute`, `store:carts`, `orders.compute`.
  package var text: String {
    let own = scope.map { "\(decision):\($0)" } ?? decision
    return unit.map { "\($0).\(own)" } ?? own
  }
}

extension DecisionAddress {
  /// The address of a decision of a deployment; the only deployment of a system needs no name.
  package init(_ decision: Decision, in unit: DeploymentUnit, of services: Int) {
    self.init(decision, unit: unit.services.count == services ? nil : unit.name)
  }
}

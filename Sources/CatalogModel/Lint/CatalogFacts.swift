import OrderedCollections

extension Catalog {
  /// Every fact with the file that it stands in and how its line begins; `planning` stands for all
  /// files of that folder.
  var placedFacts: [(file: String, anchor: String, fact: Fact)] {
    services.values.flatMap { service in
      service.facts.map { (file: "services/\(service.id).yaml", anchor: $0.key, fact: $0.value) }
    } + planning.map { (file: "planning", anchor: $0.key, fact: $0.value) }
  }

  /// The rates of purchase options, placed like facts; `purchase` stands for all files of that
  /// folder, and the anchor for the option, as its rates are named as those of others are.
  var placedRates: [(file: String, anchor: String, fact: Fact)] {
    purchaseOptions.values.flatMap { option in
      option.rates.values.map { (file: "purchase", anchor: "- id: \(option.id)", fact: $0) }
    }
  }

  /// The rules of a decision with the conditions that they state.
  func conditions(of decision: DecisionDefinition) -> [(rule: String, conditions: [Condition])] {
    decision.constraints.map { ($0.id, $0.when + $0.require) }
      + decision.criteria.map { ($0.id, $0.when) }
  }
}

extension Comparison {
  /// The fact that a number is compared with.
  package var factID: String? {
    switch self {
    case .atLeast(.fact(let id)), .atMost(.fact(let id)), .above(.fact(let id)),
      .below(.fact(let id)):
      id
    default: nil
    }
  }
}

extension FactValue {
  /// The numbers in it, each with the name of its entry.
  var numbers: [(name: String?, number: Double)] {
    switch self {
    case .number(let number): [(nil, number)]
    case .range(let low, let high): [(nil, low), (nil, high)]
    case .table(let table): table.map { ($0.key, $0.value) }
    case .text, .flag, .texts: []
    }
  }
}

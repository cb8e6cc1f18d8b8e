extension ModelKeys {
  /// The models that read a fact, or an entry of it.
  package static func models(readingFact id: String) -> [String] {
    all.filter { model in
      model.facts.contains { KeyPattern.matches(String($0.prefix { $0 != "#" }), id) }
    }.map(\.model)
  }

  /// The models that read a price.
  package static func models(readingPrice key: String) -> [String] {
    all.filter { model in model.prices.contains { KeyPattern.matches($0, key) } }.map(\.model)
  }
}

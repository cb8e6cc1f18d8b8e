import OrderedCollections

extension Catalog {
  /// The newest day that one of its sources is of; nil for a catalog without dated sources.
  ///
  /// Of a source dated by its month or year, the first day of it. It stands for today where nobody
  /// says which day it is: the same catalog gives the same plan.
  package var newestDay: CalendarDay? {
    sources.values.lazy.compactMap { CalendarDay(padding: $0.asOf) }.max()
  }

  /// The citation of a fact (also `id#key`), or of a price by its key.
  package func citation(_ id: String) -> Citation? {
    if let price = prices[id] { return price.citation }
    let name = String(id.prefix { $0 != "#" })
    if let planned = planning[name] { return planned.citation }
    guard let dot = name.firstIndex(of: ".") else { return nil }
    return services[String(name[..<dot])]?.facts[String(name[name.index(after: dot)...])]?.citation
  }
}

extension Citation {
  /// The whole months from its date to a day; of a date without a month, from the end of its year.
  package func months(to day: CalendarDay) -> Int {
    day.year * 12 + day.month - AgeLint.months(asOf)
  }
}

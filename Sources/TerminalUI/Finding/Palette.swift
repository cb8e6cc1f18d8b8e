extension InterviewModel {
  /// Opens the list of everything that can be done.
  mutating func openPalette() {
    overlay = .palette
    picker = Picker()
  }

  /// The deeds that fit what is typed, the best first.
  var paletteDeeds: [Deed] {
    let query = WordQuery(picker.entry.text)
    let deeds = Deed.allCases.filter { $0 != .palette }
    guard !query.isEmpty else { return deeds }
    return deeds.enumerated().compactMap { place, deed in
      query.distance(in: Array("\(deed.title) \(deed.rawValue)".lowercased().utf8))
        .map { (deed, $0, place) }
    }.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
  }

  /// A key at that list.
  mutating func updatePalette(_ key: Key) -> [Command] {
    let deeds = paletteDeeds
    if picker.take(key, count: deeds.count) { return [] }
    overlay = nil
    guard key == .enter, deeds.indices.contains(picker.highlight) else { return [] }
    return perform(deeds[picker.highlight])
  }
}

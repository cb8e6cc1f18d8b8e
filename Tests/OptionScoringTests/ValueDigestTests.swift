import CatalogModel
import OrderedCollections
import TestSupport
import Testing

@testable import OptionScoring

/// Digests tell values apart, and those that constraints look at from the others.
@Suite struct ValueDigestTests {
  private static let values: [SignalValue] = [
    .number(0), .number(1), .number(2), .flag(false), .flag(true), .text(""), .text("1"),
    .text("a text of more than eight"), .text("a text of more than nine"), .set([]), .set([""]),
    .set(["a", "b"]), .set(["ab"]), .set(["b", "a"]),
  ]

  @Test func everyValueCounts() throws {
    let catalog = try #require(ShippedCatalog.catalog)
    for definition in catalog.decisions.values {
      let index = definition.index
      func digest(_ place: Int, _ value: SignalValue?, ofOption isOwn: Bool) -> ValueDigest {
        let name = index.signals[place]
        let signal = value.map { Signal($0) }
        let shared = SignalRow(index) { $0 == name && !isOwn ? signal : Signal(.number(7)) }
        var own: Signals = [.today: Signal(.flag(true))]
        if isOwn, let name { own[name] = signal }
        var options = OptionDigest()
        options.add(shared.with(own, index), index)
        options.add(shared.with([:], index), index)
        return ValueDigest(shared, options, index)
      }
      for place in index.signals.indices {
        for isOwn in [false, true] {
          let all = [nil] + Self.values
          let digests = all.map { digest(place, $0, ofOption: isOwn) }
          #expect(Set(digests.map(\.all)).count == all.count, "\(definition.id), \(place)")
          #expect(
            Set(digests.map(\.ofConstraints)).count
              == (index.isOfConstraints[place] ? all.count : 1))
          #expect(digests == all.map { digest(place, $0, ofOption: isOwn) })
        }
      }
      #expect(digest(0, .number(0), ofOption: false) == digest(0, .number(-0.0), ofOption: false))
    }
  }

  /// Which of the options has a value counts, and whether an option is offered.
  @Test func optionsAreToldApart() throws {
    let catalog = try #require(ShippedCatalog.catalog)
    for definition in catalog.decisions.values {
      let index = definition.index
      let shared = SignalRow(index) { _ in nil }
      func digest(_ options: [Signals]) -> ValueDigest {
        var digest = OptionDigest()
        for own in options { digest.add(shared.with(own, index), index) }
        return ValueDigest(shared, digest, index)
      }
      for name in index.signals.compactMap({ $0 }) {
        let own: Signals = [name: Signal(.number(1))]
        let all = [[], [[:]], [own], [own, [:]], [[:], own], [own, own]].map(digest)
        #expect(Set(all.map(\.all)).count == all.count, "\(definition.id): \(name)")
      }
    }
  }
}

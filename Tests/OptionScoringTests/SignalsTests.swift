import CatalogModel
import OptionScoring
import TestSupport
import Testing

@Suite struct SignalsTests {
  private static func random(
    _ count: ClosedRange<Int>, _ random: inout SplitMix64
  ) -> [SignalName: Signal] {
    var signals: [SignalName: Signal] = [:]
    for _ in 0..<Int.random(in: count, using: &random) {
      let name = SignalName.allCases.randomElement(using: &random) ?? .frontEnd
      signals[name] = Signal(.number(Double.random(in: 0...1, using: &random)))
    }
    return signals
  }

  private static func made(of known: [SignalName: Signal]) -> Signals {
    var signals: Signals = [:]
    for (name, signal) in known { signals[name] = signal }
    return signals
  }

  /// Whatever is set, taken away and merged comes out as from a dictionary, in the order of the names.
  @Test(arguments: Array(UInt64(1)...50)) func signalsAreThoseOfADictionary(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var known = Self.random(0...60, &random)
    var signals = Self.made(of: known)
    for name in SignalName.allCases where Bool.random(using: &random) {
      known[name] = nil
      signals[name] = nil
    }
    let others = Self.random(0...20, &random)
    known.merge(others) { $1 }
    let merged = signals.merging(Self.made(of: others))
    for name in SignalName.allCases {
      #expect(merged[name] === known[name])
      #expect(merged[named: name.text] === known[name])
    }
    #expect(merged.map(\.name) == known.keys.sorted())
    #expect(merged == Self.made(of: known))
  }
}

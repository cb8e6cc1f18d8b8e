import TestSupport
import Testing

@testable import CatalogModel

@Suite struct NameTableTests {
  /// Names of all lengths, most of them alike, come out as from a dictionary.
  @Test(arguments: Array(UInt64(1)...5)) func namesAreNumberedInTheirOrder(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func name() -> String {
      let beginning = ["", "planning.", "planning.fleet#", "é"].randomElement(using: &random) ?? ""
      return beginning
        + String(
          (0..<Int.random(in: 0...20, using: &random)).map { _ in
            Bool.random(using: &random) ? "a" : "b"
          })
    }
    var table = NameTable(room: Int(seed % 2) * 3000)
    var known: [String: Int] = [:]
    for _ in 0..<2000 {
      let name = name()
      let number = known[name] ?? known.count
      known[name] = number
      #expect(table.add(name) == number)
    }
    for (name, number) in known { #expect(table[name] == number) }
    for _ in 0..<2000 {
      let name = name()
      #expect(table[name] == known[name])
    }
    #expect(table.count == known.count && known.count > 500)
    let names = known.sorted { $0.value < $1.value }.map(\.key)
    let again = NameTable(names)
    #expect(names.indices.allSatisfy { again[names[$0]] == $0 })
    for (name, number) in known {
      for byte in UInt8(ascii: "#")...UInt8(ascii: "b") {
        #expect(table.contains(byte, inNameOf: number) == name.utf8.contains(byte))
      }
    }
  }

  @Test func everySignalHasOneNameAndOneNumber() {
    for name in SignalName.allCases {
      #expect(SignalName(name.text) == name)
    }
    #expect(SignalName("no such signal") == nil)
    #expect(SignalName.frontEnd.text == "frontEnd")
    #expect(Set(SignalName.allCases.map(\.text)).count == SignalName.allCases.count)
    let groups = [
      SignalNames.shared, SignalNames.later, SignalNames.dataSet, SignalNames.stage,
      SignalNames.edge, SignalNames.option,
    ]
    let listed = Set(groups.joined())
    #expect(groups.map(\.count).reduce(0, +) == listed.count, "each is in one list")
    // The rest are the choices of decisions.
    #expect(SignalName.allCases.count - listed.count == 13)
  }
}

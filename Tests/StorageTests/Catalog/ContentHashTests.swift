import TestSupport
import Testing

@testable import Storage

@Suite struct ContentHashTests {
  /// Whichever byte differs, and by whichever bit, and however long the file is.
  @Test func everyByteCounts() {
    var random = SplitMix64(seed: 11)
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var hashes: Set<UInt64> = [ContentHash.of(bytes)]
      for place in bytes.indices {
        for bit in 0..<8 {
          var changed = bytes
          changed[place] ^= 1 << UInt8(bit)
          hashes.insert(ContentHash.of(changed))
        }
      }
      #expect(hashes.count == length * 8 + 1)
    }
  }

  /// Files compiled by one version are told by the next one as well.
  @Test func hashesAreThoseOfTheNotation() {
    #expect(ContentHash.of([]) == 16_294_208_416_658_607_535)
    #expect(
      ContentHash.of(Array("id: ec2\nname: Amazon EC2\n".utf8)) == 10_164_958_065_155_630_726)
  }

  /// Zeros at the end are told from none.
  @Test func theLengthCounts() {
    let hashes = (0..<40).map { ContentHash.of([UInt8](repeating: 0, count: $0)) }
    #expect(Set(hashes).count == 40)
  }
}

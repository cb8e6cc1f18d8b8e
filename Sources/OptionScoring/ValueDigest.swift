import CatalogModel

/// Hashes of the values that the rules of a decision looked at: of what all options share, then of each option
/// that was offered.
///
/// Equal values have equal hashes, but for an option whose own value is the shared one: it
/// counts as another value, so that at most an answer too many is said to reach the rules.
package struct ValueDigest: Hashable, Sendable {
  /// Of all values.
  package let all: Int
  /// Of those that constraints look at.
  package let ofConstraints: Int

  /// - Parameters:
  ///   - shared: What all options share.
  ///   - options: Of what each has for itself.
  init(_ shared: SignalRow, _ options: OptionDigest, _ index: RuleIndex) {
    var fold = ValueFold()
    fold.add(options.count)
    fold.add(options.ofConstraints.value)
    for place in index.ofConstraints { fold.add(shared[place]?.value) }
    ofConstraints = fold.value
    fold.add(options.ofCriteriaAlone.value)
    for place in index.ofCriteriaAlone { fold.add(shared[place]?.value) }
    all = fold.value
  }
}

/// Hashes of the values that options have for themselves, by the options in their order.
struct OptionDigest: Hashable, Sendable {
  fileprivate var ofConstraints = ValueFold()
  fileprivate var ofCriteriaAlone = ValueFold()
  fileprivate var count = 0

  /// Adds the next option that is offered.
  mutating func add(_ option: SignalRow, _ index: RuleIndex) {
    count += 1
    ofConstraints.add(count)
    for own in option.own {
      if index.isOfConstraints[own.place] {
        ofConstraints.add(own.place)
        ofConstraints.add(own.signal.value)
      } else {
        ofCriteriaAlone.add(count)
        ofCriteriaAlone.add(own.place)
        ofCriteriaAlone.add(own.signal.value)
      }
    }
    // No place: what follows is of another option.
    ofConstraints.add(-1)
  }
}

/// A hash of values in their order, at a few multiplications each.
private struct ValueFold: Hashable {
  private var folded: UInt64 = 0

  var value: Int { Int(truncatingIfNeeded: folded) }

  mutating func add(_ number: Int) { mix(UInt64(truncatingIfNeeded: number)) }

  mutating func add(_ value: SignalValue?) {
    switch value {
    case .number(let number):
      mix(1)
      // The two zeros are equal.
      mix((number + 0).bitPattern)
    case .flag(let flag): mix(flag ? 2 : 3)
    case .text(let text):
      mix(4)
      add(text)
    case .set(let members):
      mix(5)
      mix(UInt64(members.count))
      for member in members { add(member) }
    case nil: mix(6)
    }
  }

  private mutating func add(_ text: String) {
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in text.utf8 {
      word = word << 8 | UInt64(byte)
      count += 1
      if count % 8 == 0 {
        mix(word)
        word = 0
      }
    }
    mix(word)
    mix(count)
  }

  private mutating func mix(_ bits: UInt64) {
    folded = (folded ^ bits) &* 0x9E37_79B9_7F4A_7C15
    folded ^= folded >> 29
  }
}

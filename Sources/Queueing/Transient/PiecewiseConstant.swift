package import Quantities

/// A quantity over time that changes at given times and is constant between them.
package struct PiecewiseConstant: Hashable, Sendable {
  /// A value and when it begins to hold.
  package struct Piece: Hashable, Sendable {
    package let from: Seconds
    package let value: Double

    package init(from: Seconds, value: Double) {
      self.from = from
      self.value = value
    }
  }

  /// What holds before the first piece.
  package let before: Double
  /// The pieces in the order of their times.
  package let pieces: [Piece]

  /// A quantity that changes at the pieces; of two at one time the later one holds.
  ///
  /// - Precondition: times and values are finite and not negative.
  package init(before: Double, pieces: [Piece]) {
    precondition(before >= 0 && before.isFinite, "value before")
    for piece in pieces {
      precondition(piece.from.value >= 0 && piece.from.value.isFinite, "time of a piece")
      precondition(piece.value >= 0 && piece.value.isFinite, "value of a piece")
    }
    self.before = before
    // Equal times keep their order, so that the later one holds.
    self.pieces = pieces.enumerated()
      .sorted { ($0.element.from.value, $0.offset) < ($1.element.from.value, $1.offset) }
      .map(\.element)
  }

  /// A quantity that never changes.
  package init(_ value: Double) { self.init(before: value, pieces: []) }

  /// The value from a time on; at a change, the new one.
  package func value(at time: Double) -> Double {
    pieces.last { $0.from.value <= time }?.value ?? before
  }

  /// The integral over a span of time from 0 on.
  package func integral(from begin: Double, to end: Double) -> Double {
    var sum = 0.0
    var time = begin
    var value = value(at: begin)
    for piece in pieces where piece.from.value > begin && piece.from.value < end {
      sum += value * (piece.from.value - time)
      time = piece.from.value
      value = piece.value
    }
    return sum + value * max(0, end - time)
  }
}

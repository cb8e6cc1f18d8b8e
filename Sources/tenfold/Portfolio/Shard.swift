import ArgumentParser

/// A part of a list that one of several machines works on: `2/5` takes the 2nd, 7th, 12th and so on.
struct Shard: Sendable {
  /// From 1.
  let index: Int
  let count: Int

  /// Reads `PART/PARTS`.
  ///
  /// - Throws: What is expected instead.
  init(argument: String) throws {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1 else {
      throw ValidationError("Write it as PART/PARTS, such as 2/5 for the second of five parts.")
    }
    guard (1...count).contains(index) else {
      throw ValidationError(
        "Of \(count) \(count == 1 ? "part" : "parts") take one from 1 to \(count).")
    }
    self.index = index
    self.count = count
  }

  /// The elements of this part, in order.
  func part<Element>(of list: [Element]) -> [Element] {
    stride(from: index - 1, to: list.count, by: count).map { list[$0] }
  }
}

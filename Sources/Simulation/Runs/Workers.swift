import Dispatch

/// Independent pieces of work over several cores.
enum Workers {
  /// Does all pieces, so many at a time, taking them in order.
  static func run(
    _ count: Int, at width: Int, progress: (@Sendable (Int) -> Void)?,
    _ work: @escaping @Sendable (Int) -> Void
  ) {
    guard width > 1 && count > 1 else {
      for index in 0..<count {
        work(index)
        progress?(index + 1)
      }
      return
    }
    let turns = Turns(count: count)
    DispatchQueue.concurrentPerform(iterations: min(width, count)) { _ in
      while let index = turns.next() {
        work(index)
        turns.done(progress)
      }
    }
  }

  /// Whose turn it is, and how many are done.
  private final class Turns: @unchecked Sendable {
    private let queue = DispatchQueue(label: "turns")
    private let count: Int
    private var begun = 0
    private var ended = 0

    init(count: Int) { self.count = count }

    func next() -> Int? {
      queue.sync {
        guard begun < count else { return nil }
        begun += 1
        return begun - 1
      }
    }

    func done(_ progress: (@Sendable (Int) -> Void)?) {
      queue.sync {
        ended += 1
        progress?(ended)
      }
    }
  }
}

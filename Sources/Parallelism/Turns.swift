import Dispatch

/// Turns that each are taken once, by the calling thread and by the helpers of the program.
///
/// What runs in a turn may give out turns in its own right: whoever is free takes those that were given
/// out last. There is one helper less than there are cores, for the whole program, so that no more
/// threads run than cores, and nobody waits for a helper that is busy with something else. Who waits for a
/// turn that a helper took helps with what is given out in that turn (Wagner and Calder, "Leapfrogging",
/// PPoPP 1993), so that its core is not idle and the wait ends sooner; else with turns that are there to
/// fill such waits.
/// `DispatchQueue.concurrentPerform` within itself runs its iterations one after another where there are two
/// cores, and keeps its caller waiting for a thread.
package final class Turns: Sendable {
  let count: Int
  let width: Int
  let rank: Rank
  private let body: @Sendable (Int) -> Void
  private let wake = DispatchSemaphore(value: 0)

  /// How urgent turns are, and whether they fill waits.
  package enum Rank: Sendable {
    /// Before others, because much waits for them in its turn.
    case urgent
    case usual
    /// Short ones, which somebody takes who waits for turns of another kind and finds nothing given out in those.
    ///
    /// Nobody waits for ever: whatever a thread waits for was begun after what it is at, and what it takes
    /// meanwhile is begun after that, so that waits do not go in a circle. Assumes that no lock is held across a
    /// wait that such a turn takes. Long ones would keep what was waited for from going on, and ones that hold much
    /// memory would hold it below that.
    case filling
  }

  /// The turns that the running thread is at; nil outside of any.
  @TaskLocal static var place: Crew.Place?
  /// Whether a turn that fills a wait lies below what the running thread is at.
  @TaskLocal static var isFilling = false

  private init(
    _ count: Int, width: Int = .max, rank: Rank = .usual,
    _ body: @escaping @Sendable (Int) -> Void
  ) {
    self.count = count
    self.width = width
    self.rank = rank
    self.body = body
  }

  /// Calls a function for every index below a number; all calls have ended when it returns.
  ///
  /// - Parameters:
  ///   - count: How many turns there are.
  ///   - width: How many run at a time, at most; never more than there are cores.
  ///   - rank: How urgent they are, and whether they fill waits.
  package static func run(
    _ count: Int, width: Int = .max, rank: Rank = .usual,
    _ body: @escaping @Sendable (Int) -> Void
  ) {
    guard count > 1, width > 1, Crew.shared.helpers > 0 else {
      for index in 0..<count { body(index) }
      return
    }
    let turns = Turns(count, width: width, rank: rank, body)
    let place = Crew.shared.offer(turns, open: count)
    turns.finish(place)
  }

  /// The same for turns that can be taken one after another only, while something else goes on.
  ///
  /// - Parameters:
  ///   - count: How many turns there are.
  ///   - opening: Runs on the calling thread, and calls the function that it is given once for each turn,
  ///     when the next one may be taken.
  static func run(
    _ count: Int, opening: (_ open: () -> Void) -> Void, body: @escaping @Sendable (Int) -> Void
  ) {
    guard count > 0, Crew.shared.helpers > 0 else {
      var next = 0
      return opening {
        body(next)
        next += 1
      }
    }
    let turns = Turns(count, body)
    let place = Crew.shared.offer(turns, open: 0)
    opening { Crew.shared.open(place) }
    turns.finish(place)
  }

  /// Takes the turns that are left, and helps with those that others took until they have ended.
  private func finish(_ place: Crew.Place) {
    while true {
      if rank != .urgent { Crew.shared.takeUrgent(before: place) }
      guard let index = Crew.shared.turn(of: place) else { break }
      take(index, place, byHelper: false)
    }
    while true {
      switch Crew.shared.waiting(for: place) {
      case .isOver: return
      case .helps(let turns, let index, let place): turns.take(index, place, byHelper: true)
      case .sleeps: wake.wait()
      }
    }
  }

  /// Has who waits for them look whether they have ended, or need help.
  func wakeUp() { wake.signal() }

  /// Takes a turn that nobody else has.
  func take(_ index: Int, _ place: Crew.Place, byHelper: Bool) {
    Self.$place.withValue(place) {
      if rank == .filling { Self.$isFilling.withValue(true) { body(index) } } else { body(index) }
    }
    Crew.shared.end(place, byHelper: byHelper)
  }
}

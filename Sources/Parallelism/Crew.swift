import Dispatch
import Foundation
import Synchronization

/// The threads that help with turns, and what there is to do.
final class Crew: Sendable {
  static let shared = Crew(helpers: ProcessInfo.processInfo.activeProcessorCount - 1)

  /// Names turns that were given out.
  typealias Place = Int

  /// How many help at most.
  let helpers: Int
  private let state = Mutex(State())

  private struct Offer {
    let place: Place
    let turns: Turns
    /// The turns in one of which these were given out; nil outside of any.
    let outer: Place?
    /// How many turns may be taken so far; the others wait for something.
    var open: Int
    var next = 0
    var done = 0
    /// How many turns others are at.
    var helped = 0
    /// Whether who gave them out waits for the others to end.
    var isAwaited = false

    var isOpen: Bool { next < open }
    /// Who gave them out counts as one of those who run at a time.
    var needsHelp: Bool { isOpen && helped < turns.width - 1 }

    mutating func claim() -> Int {
      next += 1
      return next - 1
    }
  }

  private struct State {
    /// In the order in which they were given out.
    var offers: [Offer] = []
    var given = 0
    var helping = 0

    /// A turn, of the offer that was made last among some.
    mutating func take(where fits: (Offer) -> Bool) -> Taken? {
      offers.lastIndex(where: fits).map { take(of: $0) }
    }

    private mutating func take(of offer: Int) -> Taken {
      offers[offer].helped += 1
      return (offers[offer].turns, offers[offer].claim(), offers[offer].place)
    }

    /// A turn of those that were given out in a turn of others, or in one of such.
    mutating func takeWithin(_ place: Place) -> Taken? {
      offers.lastIndex { $0.needsHelp && isWithin($0, place) }.map { take(of: $0) }
    }

    mutating func takeUrgent() -> Taken? { take { $0.turns.rank == .urgent && $0.needsHelp } }

    /// A turn that fills a wait for others; nil where the thread is at one, or at something that it took within one.
    mutating func takeFilling() -> Taken? {
      Turns.isFilling ? nil : take { $0.turns.rank == .filling && $0.needsHelp }
    }

    private func isWithin(_ offer: Offer, _ place: Place) -> Bool {
      var outer = offer.outer
      while let next = outer {
        if next == place { return true }
        outer = offers.last { $0.place == next }?.outer
      }
      return false
    }

    /// Has those who wait for a turn in which others were given out help with some of these.
    ///
    /// - Returns: How many nobody was found for.
    mutating func wake(_ wanted: Int, within place: Place?) -> Int {
      var left = wanted
      var outer = place
      while left > 0, let next = outer, let index = offers.lastIndex(where: { $0.place == next }) {
        if offers[index].isAwaited {
          offers[index].isAwaited = false
          offers[index].turns.wakeUp()
          left -= 1
        }
        outer = offers[index].outer
      }
      return left
    }

    /// Notes that some helpers are called, and returns how many of those wanted there are.
    mutating func call(_ wanted: Int, of all: Int) -> Int {
      let calls = max(0, min(wanted, all - helping))
      helping += calls
      return calls
    }
  }

  private init(helpers: Int) { self.helpers = helpers }

  /// Gives turns out, and calls who may help with them.
  ///
  /// - Parameter open: How many may be taken at once; the others are opened one by one.
  func offer(_ turns: Turns, open: Int) -> Place {
    let (place, calls) = state.withLock { state in
      state.given += 1
      let outer = Turns.place
      state.offers.append(Offer(place: state.given, turns: turns, outer: outer, open: open))
      // Who gives them out takes one of them.
      return (state.given, state.call(state.wake(open - 1, within: outer), of: helpers))
    }
    call(calls)
    return place
  }

  /// Opens one more turn of some that were given out.
  func open(_ place: Place) {
    let calls = state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == place }) else { return 0 }
      state.offers[index].open += 1
      return state.call(state.wake(1, within: state.offers[index].outer), of: helpers)
    }
    call(calls)
  }

  private func call(_ count: Int) {
    for _ in 0..<count { DispatchQueue.global().async { self.help() } }
  }

  /// A turn for who gave them out; nil when all were taken.
  func turn(of place: Place) -> Int? {
    state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == place }),
        state.offers[index].isOpen
      else { return nil }
      return state.offers[index].claim()
    }
  }

  /// Notes the end of a turn.
  func end(_ place: Place, byHelper: Bool) {
    state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == place }) else { return }
      if byHelper { state.offers[index].helped -= 1 }
      state.offers[index].done += 1
      guard state.offers[index].done == state.offers[index].turns.count else { return }
      let offer = state.offers.remove(at: index)
      if offer.isAwaited { offer.turns.wakeUp() }
    }
  }

  /// What somebody does whose own turns are all taken.
  enum Waiting {
    /// They have ended.
    case isOver
    /// A turn that was given out in one of them, which the wait ends sooner with, or one that fills it.
    case helps(Turns, Int, Place)
    /// There is none: the turns wake it up, when they have ended or there is one.
    case sleeps
  }

  /// What to do for who gave out turns that are all taken.
  ///
  /// With turns of anything else, unless they are there to fill such waits, it might be late for what waits for
  /// it in its turn. A wait within a filling turn is not filled, so that none of them lies under another.
  func waiting(for place: Place) -> Waiting {
    state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == place }) else { return .isOver }
      if let taken = state.takeWithin(place) ?? state.takeFilling() {
        return .helps(taken.turns, taken.index, taken.place)
      }
      state.offers[index].isAwaited = true
      return .sleeps
    }
  }

  /// Takes turns, urgent ones and then those that were given out last first, until there are none.
  private func help() {
    while let (turns, index, place) = turn() { turns.take(index, place, byHelper: true) }
  }

  private typealias Taken = (turns: Turns, index: Int, place: Place)

  /// A turn for a helper, who goes when there is none.
  private func turn() -> Taken? {
    state.withLock { state in
      if let taken = state.takeUrgent() ?? state.take(where: \.needsHelp) { return taken }
      state.helping -= 1
      return nil
    }
  }

  /// Takes a turn of others that is urgent, where there is one; whoever has turns that are not does so
  /// as long as some of them are left.
  func takeUrgent(before own: Place) {
    let taken = state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == own }),
        state.offers[index].isOpen
      else { return nil as Taken? }
      return state.takeUrgent()
    }
    guard let (turns, index, place) = taken else { return }
    turns.take(index, place, byHelper: true)
  }
}

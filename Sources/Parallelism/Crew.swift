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
    /// How many turns may be taken so far; the others wait for something.
    var open: Int
    var next = 0
    var done = 0
    /// How many turns others are at.
    var helped = 0

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
      guard let offer = offers.lastIndex(where: fits) else { return nil }
      offers[offer].helped += 1
      return (offers[offer].turns, offers[offer].claim(), offers[offer].place)
    }

    mutating func takeUrgent() -> Taken? { take { $0.turns.isUrgent && $0.needsHelp } }

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
      state.offers.append(Offer(place: state.given, turns: turns, open: open))
      // Who gives them out takes one of them.
      return (state.given, state.call(open - 1, of: helpers))
    }
    call(calls)
    return place
  }

  /// Opens one more turn of some that were given out.
  func open(_ place: Place) {
    let calls = state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == place }) else { return 0 }
      state.offers[index].open += 1
      return state.call(1, of: helpers)
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

  /// Notes the end of a turn; whether it was the last that ran.
  func isLast(_ place: Place, byHelper: Bool) -> Bool {
    state.withLock { state in
      guard let index = state.offers.lastIndex(where: { $0.place == place }) else { return false }
      if byHelper { state.offers[index].helped -= 1 }
      state.offers[index].done += 1
      guard state.offers[index].done == state.offers[index].turns.count else { return false }
      state.offers.remove(at: index)
      return true
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

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
    var next = 0
    var done = 0
    /// How many turns helpers are at.
    var helped = 0

    var isOpen: Bool { next < turns.count }
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
  }

  private init(helpers: Int) { self.helpers = helpers }

  /// Gives turns out, and calls who may help with them.
  func offer(_ turns: Turns) -> Place {
    let (place, calls) = state.withLock { state in
      state.given += 1
      state.offers.append(Offer(place: state.given, turns: turns))
      let calls = min(turns.count - 1, helpers - state.helping)
      state.helping += calls
      return (state.given, calls)
    }
    for _ in 0..<calls { DispatchQueue.global().async { self.help() } }
    return place
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

  /// Takes turns, those that were given out last first, until there are none.
  private func help() {
    while let (turns, index, place) = turn() { turns.take(index, place, byHelper: true) }
  }

  /// A turn for a helper, who goes when there is none.
  private func turn() -> (turns: Turns, index: Int, place: Place)? {
    state.withLock { state in
      guard let offer = state.offers.lastIndex(where: \.needsHelp) else {
        state.helping -= 1
        return nil
      }
      state.offers[offer].helped += 1
      return (state.offers[offer].turns, state.offers[offer].claim(), state.offers[offer].place)
    }
  }
}

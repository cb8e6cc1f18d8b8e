import Synchronization

/// Remembers the last results by what they were computed from.
///
/// The one that is pinned stays; of the others the one goes that was not asked for the longest.
/// Whoever asks for what is being computed already waits for it instead of computing it twice.
package final class PlanMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private struct State {
    var slots: [Key: Slot] = [:]
    /// The keys, the one that was asked for last at the end.
    var order: [Key] = []
    var pinned: Key?
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// - Parameter capacity: How many results are kept, the pinned one among them.
  package init(capacity: Int) {
    self.capacity = max(1, capacity)
  }

  /// Keeps the result of a key, and no longer that of the key that was pinned before.
  package func pin(_ key: Key) {
    state.withLock { $0.pinned = key }
  }

  /// The result of a key, computed where it is not known.
  package func value(of key: Key, computing: () -> Value) -> Value {
    slot(of: key).value.withLock { value in
      if let value { return value }
      let computed = computing()
      value = computed
      return computed
    }
  }

  private func slot(of key: Key) -> Slot {
    state.withLock { state in
      state.order.removeAll { $0 == key }
      state.order.append(key)
      if let slot = state.slots[key] { return slot }
      let slot = Slot()
      state.slots[key] = slot
      while state.order.count > capacity,
        let oldest = state.order.firstIndex(where: { $0 != state.pinned && $0 != key })
      {
        state.slots[state.order.remove(at: oldest)] = nil
      }
      return slot
    }
  }
}

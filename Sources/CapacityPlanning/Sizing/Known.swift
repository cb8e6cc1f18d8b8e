import Synchronization

/// Values by key, each computed the first time that it is asked for.
///
/// The lock is not held while a value is computed, so that two threads may both compute one.
final class Known<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let values = Mutex<[Key: Value]>([:])

  /// - Parameter keeps: Whether the value is kept.
  /// - Throws: What `compute` throws.
  func value<Failure: Error>(
    of key: Key, keeps: Bool = true, _ compute: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let known = values.withLock({ $0[key] }) { return known }
    let value = try compute()
    guard keeps else { return value }
    values.withLock { _ = $0.updateValue(value, forKey: key) }
    return value
  }
}

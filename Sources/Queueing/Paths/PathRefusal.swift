/// The answer when a path has too many combinations of constant times to be computed exactly.
///
/// Replacing constant times inside choices by Erlang times of many phases makes it computable.
package struct PathRefusal: Error, Hashable, Sendable {
  /// The most combinations that are computed.
  package let limit: Int

  package init(limit: Int) { self.limit = limit }
}

extension NetworkState {
  /// What is gone of an architecture.
  struct Loss: Hashable {
    /// Whether the largest part of each tier that one zone holds is gone.
    var zone = false
    /// The share of the entries of the cache before SQL that is gone.
    var cachedShare = 0.0
    /// Read replicas that are gone, besides those of a zone.
    var replicas = 0
  }
}

/// The stage whose decisions are asked for.
package enum StageChoice: Hashable, Sendable {
  /// The one to run now, wherever the answers put it.
  case present
  /// The one whose label covers the present users.
  case labeled
  /// A stage of the catalog, by its id.
  case named(String)
}

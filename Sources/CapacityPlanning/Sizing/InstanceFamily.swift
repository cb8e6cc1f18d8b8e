/// What the name of an instance family tells.
package enum InstanceFamily {
  /// The generation of a family: the first number in its name, 7 for `m7g` and `db.r7i`; 0 where
  /// there is none.
  ///
  /// Among equal prices the newer generation does more work, so it breaks ties.
  package static func generation(_ family: String) -> Int {
    let digits = family.drop { !$0.isNumber }.prefix { $0.isNumber }
    return Int(digits) ?? 0
  }
}

/// What the name of an instance family tells.
package enum InstanceFamily {
  /// The generation of a family: the first number in its name, 7 for `m7g` and `db.r7i`; 0 where
  /// there is none.
  ///
  /// Among equal prices the newer generation does more work, so it breaks ties. It is asked for every
  /// type of a region in every sizing, so it reads bytes.
  package static func generation(_ family: String) -> Int {
    var number = 0
    var hasDigits = false
    for byte in family.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        hasDigits = true
      } else if hasDigits {
        break
      }
    }
    return number
  }
}

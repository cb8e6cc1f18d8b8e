/// A key press, whatever the terminal sent for it.
package enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// A lower-case letter, or another character that goes with the control key.
  case control(Unicode.Scalar)
  case up, down, left, right, home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete, insert
  case function(Int)
}

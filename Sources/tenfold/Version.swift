/// The version of the program; it stands in every document that a plan writes.
enum Version {
  static let text = "0.1.0"
}

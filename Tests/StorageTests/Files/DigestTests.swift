import Testing

@testable import Storage

@Suite struct DigestTests {
  /// Vectors of draft-eastlake-fnv, appendix C.
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
  ])
  func agreesWithTheDraft(_ text: String, _ expected: String) {
    var digest = Digest()
    digest.add(text.utf8)
    #expect(digest.text == expected)
  }
}

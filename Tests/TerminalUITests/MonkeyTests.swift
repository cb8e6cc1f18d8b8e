import SampleSessions
import Testing

@Suite struct MonkeyTests {
  /// `make monkey` sends a million messages, and others.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func anythingAtAnySizeKeepsTheInvariants(_ seed: UInt64) {
    var session = RandomSession(seed: seed)
    #expect(session.firstFlaw(steps: 900) == nil)
  }
}

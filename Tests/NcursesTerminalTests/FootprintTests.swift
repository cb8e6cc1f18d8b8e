import Testing

@testable import NcursesTerminal

@Suite struct FootprintTests {
  @Test func onlyCodeOfFilesThatCannotBeWrittenIsGivenBack() {
    let maps = """
      55cc16000000-55cc16266000 r--p 00000000 08:01 1234                       /usr/bin/tenfold
      55cc16266000-55cc187d9000 r-xp 00266000 08:01 1234                       /usr/bin/tenfold
      55cc187d9000-55cc18a00000 rw-p 027d9000 08:01 1234                       /usr/bin/tenfold
      7f0000000000-7f0000100000 rwxp 00000000 08:01 99                         /tmp/written
      7f0000200000-7f0000300000 r-xp 00000000 00:00 0
      7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]
      """
    #expect(Footprint.codeRanges(maps) == [0x55cc_1626_6000..<0x55cc_187d_9000])
  }

  /// What is given back is read again where it is used: the test goes on running its own code.
  @Test func whatWasGivenBackIsStillThere() {
    let kept = (0..<1000).map { "line \($0)" }
    Footprint.giveBack()
    #expect(kept.count == 1000 && kept[999] == "line 999")
    #expect(FrameThinning.thinned(Array("a".utf8)) == Array("a".utf8))
  }
}

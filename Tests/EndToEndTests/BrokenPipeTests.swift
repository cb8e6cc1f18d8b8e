import Foundation
import TestSupport
import Testing

/// A reader that has seen enough, as in `tenfold plan FILE | head -1`.
@Suite struct BrokenPipeTests {
  /// The signal ends the program (141 to the shell); where the signal is ignored, nothing is said.
  @Test(arguments: ["", "trap '' PIPE; "], ["plan", "explain", "check"])
  func aReaderThatLeavesIsNoCrash(_ prelude: String, _ command: String) throws {
    let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let script = prelude + #"exec 3>&1; { "$0" "$@"; echo $? >&3; } | true"#
    let run = try ProgramRun(
      executable: "/bin/bash", ["-c", script, ProgramRun.program, command, webshop])
    #expect(run.errors.isEmpty)
    #expect(["0\n", "141\n"].contains(run.output))
  }

  /// A result that is lost for another reason must not look like success.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskIsAFailure() throws {
    let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let run = try ProgramRun(
      executable: "/bin/bash",
      ["-c", #"exec "$0" plan "$1" > /dev/full"#, ProgramRun.program, webshop])
    #expect(run.status == 73)
    #expect(run.errors == "standard output cannot be written\n")
  }
}

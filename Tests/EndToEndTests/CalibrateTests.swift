import Foundation
import TestSupport
import Testing

/// `tenfold calibrate` from files to the answer file.
@Suite struct CalibrateTests {
  private static func fixture(_ name: String) -> String {
    RepositoryFiles.path("Tests/CalibrationTests/Fixtures/" + name)
  }

  private static let answers = """
    schemaVersion: 1
    # who uses it
    users:
      now: 5000   # accounts
    requests:
      - name: page
        cpuMilliseconds: 9 ms   # guessed

    """

  private static func run(
    _ scratch: Scratch, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(
      ["calibrate", "a.yaml"] + arguments, environment: environment, in: scratch.url)
  }

  @Test func writesTheAnswerAndKeepsTheRest() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.write("a.yaml", Data(Self.answers.utf8))
    let arguments = ["--from", Self.fixture("sweep.csv"), "--tier", "compute", "--vcpus", "4"]
    let dry = try Self.run(scratch, arguments + ["--dry-run"])
    #expect(dry.status == 0)
    #expect(dry.output.contains("would be written as measured"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.answers)

    let run = try Self.run(scratch, arguments)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let old = Self.answers.split(separator: "\n")
    let new = text.split(separator: "\n")
    #expect(old.count == new.count)
    #expect(zip(old, new).filter { $0 != $1 }.count == 1)
    #expect(text.contains("confidence: measured"))
    #expect(text.contains("}   # guessed"))
    #expect(try ProgramRun(["plan", path]).status == 0)
    // The same again changes nothing but is done.
    #expect(try Self.run(scratch, arguments).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func printsTextMarkdownAndJSON() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write("a.yaml", Data(Self.answers.utf8))
    let arguments = [
      "--dry-run", "--from", Self.fixture("sweep.csv"), "--tier", "compute", "--vcpus", "4",
    ]
    let unicode = try Self.run(
      scratch, arguments, environment: ["LC_ALL": "C.UTF-8", "NO_COLOR": ""])
    #expect(unicode.output.contains("●"))
    for environment in [["LC_ALL": "C"], ["LC_ALL": "C.UTF-8", "NO_COLOR": "1"]] {
      let plain = try Self.run(scratch, arguments, environment: environment)
      #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
      expectSnapshot(plain.output, named: "calibrate-sweep.txt")
    }
    let ascii = try Self.run(
      scratch, arguments + ["--ascii"], environment: ["LC_ALL": "C.UTF-8"])
    #expect(!ascii.output.contains("●"))
    let markdown = try Self.run(scratch, arguments + ["--format", "markdown"])
    #expect(markdown.output.hasPrefix("# Calibration of a.yaml\n"))
    #expect(markdown.output.contains("```diff\n- 7:"))
    let json = try Self.run(scratch, arguments + ["--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let demand = object?["demand"] as? [String: Any]
    #expect(demand?["law"] as? String == "utilization law")
    #expect((object?["levels"] as? [Any])?.count == 5)
  }

  @Test func readsSeveralFilesAndFormsAtOnce() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write("a.yaml", Data(Self.answers.utf8))
    let run = try Self.run(
      scratch,
      [
        "--dry-run", "--tier", "compute", "--vcpus", "4", "--from",
        Self.fixture("cloudwatch-statistics-cpu.json"),
        Self.fixture("cloudwatch-statistics-requests.json"), "--format", "json",
      ])
    #expect(run.status == 0)
    // 15 % of 4 vCPUs at 100 requests a second are 6 ms.
    #expect(run.output.contains("\"likely\": 0.006"))
  }

  @Test func closedTestsAreFlagged() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write("a.yaml", Data(Self.answers.utf8))
    let run = try Self.run(
      scratch, ["--dry-run", "--vcpus", "8", "--from", Self.fixture("wrk.txt")])
    #expect(run.status == 0)
    #expect(run.output.contains("coordinated omission"))
  }

  @Test func pgbenchOfADatabaseChangesThePlan() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.write("a.yaml", Data(Self.answers.utf8))
    var runs = ""
    for (clients, rate) in [(1, 400.0), (2, 720), (4, 1200), (6, 1500), (8, 1690), (16, 1700)] {
      runs += """
        transaction type: <builtin: select only>
        number of clients: \(clients)
        duration: 60 s
        number of transactions actually processed: \(Int(rate * 60))
        latency average = \(Double(clients) / rate * 1000) ms
        tps = \(rate) (without initial connection time)

        """
    }
    _ = try scratch.write("pgbench.txt", Data(runs.utf8))
    let before = try ProgramRun(["plan", path])
    let asked = try Self.run(scratch, ["--from", "pgbench.txt", "--vcpus", "8"])
    #expect(asked.status == 65)
    #expect(asked.errors.contains("--class reads or --class writes"))
    let run = try Self.run(
      scratch, ["--from", "pgbench.txt", "--vcpus", "8", "--class", "reads"])
    #expect(run.status == 0)
    #expect(run.output.contains("3 answers written as measured"))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix(Self.answers))
    for key in ["readCPUMilliseconds", "contention", "coherency"] {
      #expect(text.contains("\n  \(key): {value: {low: "))
    }
    let after = try ProgramRun(["plan", path])
    #expect(after.status == before.status)
    #expect(after.output != before.output)
  }

  /// The tier, its vCPUs and what was sent are asked for in one run.
  @Test func allThatIsMissingIsAskedForAtOnce() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write(
      "a.yaml",
      Data(
        (Self.answers + "  - name: order\n    cpuMilliseconds: 20 ms\n").utf8))
    let run = try Self.run(scratch, ["--dry-run", "--from", Self.fixture("sweep.csv")])
    #expect(run.status == 65)
    for text in ["--tier compute", "--vcpus", "--class with `page` or `order`"] {
      #expect(run.errors.contains(text), "\(run.errors)")
    }
  }

  @Test func everythingWrongIsSaidAndNothingIsWritten() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.write("a.yaml", Data("schemaVersion: 1\nuser: 3\n".utf8))
    _ = try scratch.write("bad.csv", Data("clients,throughput,latency\nx,1,2\n".utf8))
    _ = try scratch.write("worse.csv", Data("clients,throughput\n1,-1\n2,abc\n".utf8))
    let run = try Self.run(scratch, ["--from", "bad.csv", "worse.csv"])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    for text in [
      "bad.csv:1:20: error", "worse.csv:2:3: error", "worse.csv:3:3: error", "a.yaml:2:1: error",
    ] {
      #expect(run.errors.contains(text), "\(run.errors)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "schemaVersion: 1\nuser: 3\n")
    #expect(try Self.run(scratch, ["--from", "none.csv"]).status == 66)
    #expect(try Self.run(scratch, ["--from", "bad.csv", "--vcpus", "-3"]).status == 64)
    #expect(try Self.run(scratch, ["--from", "bad.csv", "--series", "x"]).status == 64)
  }

  @Test func beyondTheMeasuredRangeOnlyOnDemand() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write("a.yaml", Data(Self.answers.utf8))
    let arguments = [
      "--dry-run", "--from", Self.fixture("sweep.csv"), "--tier", "compute", "--vcpus", "4",
      "--predict", "100",
    ]
    let refused = try Self.run(scratch, arguments)
    #expect(refused.status == 65)
    #expect(refused.errors.contains("--extrapolate"))
    let guess = try Self.run(scratch, arguments + ["--extrapolate"])
    #expect(guess.status == 0)
    #expect(guess.output.contains("extrapolated"))
  }
}

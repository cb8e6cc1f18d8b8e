import Foundation
import TestSupport
import Testing

/// `catalog update` on the built program, with a copy of the catalog and a file of load balancers.
@Suite struct CatalogUpdateTests {
  /// The balancers of us-east-1 as the catalog has them, but for a dearer gateway and a cheaper hour.
  static let offer: String = {
    let rows = [
      ("ALB", "Load Balancer-Application", "LoadBalancerUsage", "Hrs", "0.0225000000"),
      ("ALBLCU", "Load Balancer-Application", "LCUUsage", "LCU-Hrs", "0.0080000000"),
      ("NLB", "Load Balancer-Network", "LoadBalancerUsage", "Hrs", "0.0225000000"),
      ("NLBLCU", "Load Balancer-Network", "LCUUsage", "LCU-Hrs", "0.0060000000"),
      ("GWLB", "Load Balancer-Gateway", "LoadBalancerUsage", "Hrs", "0.0120000000"),
      ("GWLBLCU", "Load Balancer-Gateway", "LCUUsage", "LCU-Hrs", "0.0041000000"),
      ("CLB", "Load Balancer", "LoadBalancerUsage", "Hrs", "0.0250000000"),
      ("CLBGB", "Load Balancer", "DataProcessing-Bytes", "GB", "0.0080000000"),
    ]
    let head = """
      "FormatVersion","v1.0"
      "Disclaimer","This pricing list is for informational purposes only."
      "Publication Date","2026-08-31T09:22:55Z"
      "Version","20260831092255"
      "OfferCode","AWSELB"
      "SKU","OfferTermCode","RateCode","TermType","PriceDescription","EffectiveDate",\
      "StartingRange","EndingRange","Unit","PricePerUnit","Currency","Product Family",\
      "serviceCode","Location","Location Type","usageType","operation","Region Code","serviceName"

      """
    return head
      + rows.map { sku, family, usage, unit, price in
        #""\#(sku)","JRTCKXETXF","\#(sku).JRTCKXETXF.6YS6EN2CT7","OnDemand","per \#(unit)","#
          + #""2026-08-01","0","Inf","\#(unit)","\#(price)","USD","\#(family)","AWSELB","#
          + #""US East (N. Virginia)","AWS Region","\#(usage)","","us-east-1","Elastic Load Balancing""#
          + "\n"
      }.joined()
  }()

  static let difference = """
    prices/us-east-1/services.tsv, AWSELB of 2026-08-31: 2 changed, 0 added, 0 gone, 6 as before
      changed  gwlb.glcu-hour: 0.004 -> 0.0041 (+2.5 %)
      changed  gwlb.hour: 0.0125 -> 0.012 (-4.0 %)
    1 tables: 2 changed, 0 added, 0 gone, 6 as before

    """

  /// A folder with a copy of the catalog and the offer file.
  struct Place {
    let scratch: Scratch
    let catalog: String
    let offer: String

    init() throws {
      scratch = try Scratch()
      catalog = scratch.path("Catalog")
      try FileManager.default.copyItem(
        atPath: RepositoryFiles.path("Catalog"), toPath: catalog)
      offer = try scratch.write("elb.csv", Data(CatalogUpdateTests.offer.utf8))
    }

    func update(_ arguments: [String], input: Data = Data()) throws -> ProgramRun {
      try ProgramRun(
        ["catalog", "update"] + arguments + ["--catalog", catalog], input: input,
        in: scratch.url)
    }

    /// All files of the catalog with their bytes.
    func contents() throws -> [String: Data] {
      var contents: [String: Data] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: catalog) {
        contents[path] = FileManager.default.contents(atPath: "\(catalog)/\(path)") ?? Data()
      }
      return contents
    }
  }

  @Test func theDifferenceIsPrintedAndWritten() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let before = try place.contents()
    let check = try place.update([place.offer, "--check", "--detailed-exitcode"])
    #expect(check.status == 3)
    #expect(check.output == Self.difference)
    #expect(check.errors.isEmpty)
    #expect(try place.update([place.offer, "--check"]).status == 0)
    #expect(try place.contents() == before)

    let update = try place.update([place.offer])
    #expect(update.status == 0)
    #expect(update.output == Self.difference)
    #expect(update.errors == "2 files are written.\n")
    let after = try place.contents()
    #expect(Set(after.keys) == Set(before.keys))
    #expect(
      after.keys.filter { after[$0] != before[$0] }.sorted() == [
        "prices/us-east-1/services.tsv", "sources.yaml",
      ])
    let price = try ProgramRun(["catalog", "show", "gwlb.hour", "--catalog", place.catalog])
    #expect(price.output.contains("0.012"))
    #expect(price.output.contains("2026-08-31"))

    let again = try place.update([place.offer, "--check", "--detailed-exitcode"])
    #expect(again.status == 0)
    #expect(again.output.contains("0 changed, 0 added, 0 gone, 8 as before"))
    #expect(try ProgramRun(["catalog", "lint", "--catalog", place.catalog]).status == 0)
  }

  @Test func jsonTellsTheSame() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let run = try place.update([place.offer, "--check", "--format", "json"])
    #expect(run.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(
      object["changedFiles"] as? [String] == ["prices/us-east-1/services.tsv", "sources.yaml"])
    let tables = try #require(object["tables"] as? [[String: Any]])
    let changed = try #require(tables.first?["changed"] as? [[String: Any]])
    #expect(changed.map { $0["new"] as? String } == ["0.0041", "0.012"])
  }

  @Test func filesComeFromFoldersCompressedAndFromStandardInput() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let folder = place.scratch.url.appendingPathComponent("offers")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      atPath: place.offer, toPath: folder.appendingPathComponent("elb.csv").path)
    #expect(try place.update([folder.path, "--check"]).output == Self.difference)
    let input = try place.update(["-", "--check"], input: Data(Self.offer.utf8))
    #expect(input.output == Self.difference)
    let zip = try ProgramRun(executable: "/usr/bin/env", ["gzip", "-k", place.offer])
    #expect(zip.status == 0)
    #expect(try place.update([place.offer + ".gz", "--check"]).output == Self.difference)
  }

  @Test func wrongFilesChangeNothing() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let before = try place.contents()
    let rows = Self.offer.split(separator: "\n", omittingEmptySubsequences: false)
    let cases: [(name: String, text: String, arguments: [String], status: Int32, message: String)] =
      [
        ("cut.csv", String(Self.offer.prefix(1500)), [], 65, "cut.csv:11:1: error: the file ends"),
        (
          "lines.csv", rows.prefix(9).joined(separator: "\n") + "\n", [], 65,
          "lines.csv: error: the file lacks 5 of the 8 prices"
        ),
        ("page.csv", "<html>503</html>", [], 65, "page.csv:1:1: error: the file is a page of HTML"),
        (
          "other.csv", Self.offer, ["--offer", "AmazonEC2"], 65,
          "other.csv:5:1: error: the file is of the offer AWSELB, not of AmazonEC2"
        ),
        (
          "jump.csv", Self.offer.replacing("0.0225000000", with: "2.25"), [], 65,
          "jump.csv:7:1: error: ALB changes alb.hour in prices/us-east-1/services.tsv from 0.0225 to 2.25"
        ),
        (
          "unit.csv", Self.offer.replacing("\"LCU-Hrs\"", with: "\"LCU-Years\""), [], 65,
          "unit.csv:8:1: error: the unit of ALBLCU is `LCU-Years`"
        ),
        ("gone.csv.gz", "not compressed", [], 66, "gone.csv.gz: error: the file cannot be read"),
      ]
    for test in cases {
      let path = try place.scratch.write(test.name, Data(test.text.utf8))
      let run = try place.update([path] + test.arguments)
      #expect(run.status == test.status, "\(test.name)")
      #expect(run.errors.contains(test.message), "\(test.name): \(run.errors)")
      #expect(run.errors.contains("help: ") && run.errors.hasSuffix("Nothing is written.\n"))
      #expect(run.output.isEmpty)
    }
    #expect(try place.update(["none.csv"]).status == 66)
    #expect(try place.update([]).status == 64)
    #expect(try place.update([place.offer, "--overlay", place.catalog]).status == 64)
    #expect(try place.update([place.offer, "--offer", "AmazonBraket"]).status == 64)
    #expect(try place.contents() == before)
    // One wrong file among right ones keeps all from being written.
    let wrong = try place.scratch.write("wrong.csv", Data("<html>".utf8))
    #expect(try place.update([place.offer, wrong]).status == 65)
    #expect(try place.contents() == before)
  }

  /// A limit on the size of files stops the writing for everybody, root too.
  @Test func aCatalogThatCannotBeWrittenStaysWhole() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let before = try place.contents()
    let script = #"(trap '' XFSZ; ulimit -f 0; "$@"; echo "status $?") 2>&1 | cat"#
    let run = try ProgramRun(
      executable: "/bin/sh",
      ["-c", script, "sh", ProgramRun.program, "catalog", "update", place.offer]
        + ["--catalog", place.catalog])
    #expect(run.output.contains("cannot be written"))
    #expect(run.output.hasSuffix("Nothing is written.\nstatus 73\n"))
    #expect(try place.contents() == before)
  }

  @Test func aBrokenCatalogStaysAsItIs() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let before = try place.contents()
    let path = "\(place.catalog)/sources.yaml"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(
      atPath: path + "/inner", withIntermediateDirectories: true)
    let run = try place.update([place.offer])
    #expect(run.status == 78)
    try FileManager.default.removeItem(atPath: path)
    try (before["sources.yaml"] ?? Data()).write(to: URL(fileURLWithPath: path))
    #expect(try place.contents() == before)
  }

  @Test func twoUpdatesExcludeEachOther() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    holder.arguments = [
      "python3", "-c",
      "import fcntl,os,sys; d=os.open(sys.argv[1],os.O_RDONLY); fcntl.flock(d,fcntl.LOCK_EX);"
        + " print('held',flush=True); sys.stdin.read()", place.catalog,
    ]
    let input = Pipe()
    let output = Pipe()
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    _ = output.fileHandleForReading.availableData
    let run = try place.update([place.offer])
    #expect(run.status == 73)
    #expect(run.errors.contains("error: another update is at work here"))
    #expect(try place.update([place.offer, "--check"]).status == 0)
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    #expect(try place.update([place.offer]).status == 0)
  }

  @Test func filesAreFetchedFromAnAddress() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let folder = place.scratch.path("served/offers/v1.0/aws/AWSELB/current/us-east-1")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: place.offer, toPath: folder + "/index.csv")
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    server.arguments = [
      "python3", RepositoryFiles.path("Tests/EndToEndTests/offer_server.py"),
      place.scratch.path("served"),
    ]
    let input = Pipe()
    let output = Pipe()
    server.standardInput = input
    server.standardOutput = output
    try server.run()
    defer {
      try? input.fileHandleForWriting.close()
      server.waitUntilExit()
    }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(Int(line.filter(\.isNumber)))
    let base = "http://127.0.0.1:\(port)"
    let choice = ["--fetch", "--offer", "AWSELB", "--region", "us-east-1"]

    let whole = try place.update(choice + ["--base-url", "\(base)/whole/", "--check"])
    #expect(whole.output == Self.difference)
    let address = "\(base)/whole/offers/v1.0/aws/AWSELB/current/us-east-1/index.csv"
    #expect(try place.update([address, "--check"]).output == Self.difference)

    let before = try place.contents()
    let cut = try place.update(choice + ["--base-url", "\(base)/cut"])
    #expect(cut.status == 66)
    #expect(cut.errors.contains("index.csv: error: the file cannot be read: curl: (18)"))
    let page = try place.update(choice + ["--base-url", "\(base)/page"])
    #expect(page.status == 65)
    let missing = try place.update([
      "--fetch", "--offer", "AmazonS3", "--base-url", "\(base)/whole",
    ])
    #expect(missing.status == 66)
    #expect(missing.errors.contains("404"))
    #expect(try place.contents() == before)
  }

  /// Memory does not grow with the file: 20 MB of other products in front of the eight.
  @Test func memoryStaysSmall() throws {
    let place = try Place()
    defer { place.scratch.remove() }
    let lines = Self.offer.split(separator: "\n").map { $0 + "\n" }
    let other = lines[7].replacing("us-east-1", with: "af-south-1")
    var text = lines.prefix(6).joined()
    let sku = "\"ALBLCU"
    for number in 0..<80_000 { text += other.replacing(sku, with: "\"SKU\(number)") }
    text += lines.dropFirst(6).joined()
    #expect(text.utf8.count > 20_000_000)
    let path = try place.scratch.write("large.csv", Data(text.utf8))
    let script = """
      import os,resource,subprocess,sys
      done=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL)
      print(done.returncode,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      """
    let run = try ProgramRun(
      executable: "/usr/bin/env",
      ["python3", "-c", script, ProgramRun.program, "catalog", "update", path, "--check"]
        + ["--catalog", place.catalog])
    let figures = run.output.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }
    #expect(figures.first == 0)
    // ru_maxrss is in KiB on Linux and in bytes elsewhere.
    let divisor = figures.last.map { $0 > 10_000_000 ? 1_048_576 : 1024 } ?? 1
    let peak = try #require(figures.last) / divisor
    #expect(peak < 100)
  }
}

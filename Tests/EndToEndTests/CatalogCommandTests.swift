import Foundation
import TestSupport
import Testing

/// `tenfold catalog show` and `tenfold catalog list`.
@Suite struct CatalogCommandTests {
  @Test(arguments: [
    ("lambda.timeoutSeconds", "fact"), ("compute/fargate", "option"), ("apprunner", "service"),
    ("compute/lambda-request-duration", "constraint"), ("reserved-1yr-none", "purchase"),
    ("xray-sdk", "notice"), ("alb.hour", "price"),
  ]) func show(_ id: String, _ name: String) throws {
    let run = try ProgramRun(["catalog", "show", id])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    expectSnapshot(run.output, named: "catalog-show-\(name).txt")
    let json = try ProgramRun(["catalog", "show", id, "--format", "json"])
    let entry = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(entry?["uses"] is [Any])
  }

  @Test func listsChooseSortAndCut() throws {
    let run = try ProgramRun([
      "catalog", "list", "--instances", "ec2", "--arch", "arm64", "--min-vcpu", "4", "--max-vcpu",
      "8", "--generation", "current", "--sort", "price-per-vcpu", "--limit", "6", "--columns",
      "type,vcpu,gib,usd-hour,usd-vcpu", "--region", "eu-central-1",
    ])
    #expect(run.status == 0)
    expectSnapshot(run.output, named: "catalog-list-instances.txt")
    let prices = try ProgramRun(["catalog", "list", "--prices", "nat.", "--sort", "price"])
    expectSnapshot(prices.output, named: "catalog-list-prices.txt")
    let closed = try ProgramRun(["catalog", "list", "--state", "closed"])
    expectSnapshot(closed.output, named: "catalog-list-closed.txt")
  }

  @Test func jsonRowsObeyTheFilters() throws {
    let run = try ProgramRun([
      "catalog", "list", "--instances", "rds", "--engine", "postgres", "--min-memory", "64",
      "--max-memory", "64", "--sort", "price", "--descending", "--format", "json",
    ])
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0["memoryGiB"] as? Double == 64 })
    #expect(rows.allSatisfy { $0["engine"] as? String == "postgres" })
    let prices = rows.compactMap { $0["dollarsPerHour"] as? Double }
    #expect(prices == prices.sorted(by: >))
  }

  @Test(arguments: [
    (["list", "--instances", "ec22"], "Did you mean 'ec2'?"),
    (["list", "--instances", "ec2", "--family", "m7gg"], "Did you mean 'm7g'?"),
    (["list", "--instances", "ec2", "--arch", "arm"], "Known: arm64, x86_64."),
    (["list", "--instances", "rds", "--engine", "postgress"], "Did you mean 'postgres'?"),
    (["list", "--instances", "ec2", "--generation", "curent"], "Did you mean 'current'?"),
    (["list", "--instances", "ec2", "--columns", "typ"], "Did you mean 'type'?"),
    (["list", "--instances", "ec2", "--sort", "state"], "use name, vcpu, memory, price"),
    (["list", "--sort", "nam"], "Did you mean 'name'?"),
    (["list", "--category", "compte"], "Did you mean 'compute'?"),
    (["list", "--state", "close"], "Did you mean 'closed'?"),
    (["list", "--prices", "alp."], "Did you mean 'alb.'?"),
    (["list", "--region", "eu-cental-1"], "Did you mean 'eu-central-1'?"),
    (["list", "--family", "m7g"], "need --instances"),
    (["list", "--instances", "ec2", "--min-vcpu", "8", "--max-vcpu", "4"], "greater than"),
    (["list", "--instances", "ec2", "--max-price", "0.0001"], "No type of ec2"),
    (["list", "--limit", "0"], "--limit takes a number from 1"),
    (["show", "compute/fargat"], "Did you mean 'compute/fargate'?"),
    (["show", "lambda.timeoutSecond"], "Did you mean 'lambda.timeoutSeconds'?"),
  ]) func aWrongWordNamesTheNearest(_ arguments: [String], _ hint: String) throws {
    let run = try ProgramRun(["catalog"] + arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(hint), "\(run.errors)")
  }
}

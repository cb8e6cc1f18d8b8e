import CapacityPlanning
import Foundation
import Reporting
import TemplateCases
import Testing

/// Alarms of a cache with many shards: one size each in Terraform, one parameter each in CloudFormation.
@Suite struct ShardAlarmTests {
  private static func files(shards: Int) throws -> [String: String] {
    let row = InfrastructureMatrix.architecture([3, 1, 0, 1, 2, 2, 0, 3, 0, 0, 1, 1])
    let architecture = Architecture(
      frontEnd: row.frontEnd, edge: row.edge, exposure: row.exposure, balancing: row.balancing,
      hasInspection: false, compute: row.compute, relational: row.relational, tables: row.tables,
      cache: InfrastructureMatrix.cache(.valkey, shards: shards, replicas: 1),
      hasFileStorage: row.hasFileStorage, messaging: row.messaging, workers: row.workers,
      zones: row.zones, observability: row.observability)
    let request = InfrastructureMatrix.request(architecture, named: "shards", isEurope: true)
    let files = try TemplateFolder.library().infrastructure(request)
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.contents) })
  }

  @Test func filesOfTerraformDoNotGrowWithShards() throws {
    let (few, many) = (try Self.files(shards: 3), try Self.files(shards: 83))
    let moved = few.keys.filter { $0.hasPrefix("terraform/") && few[$0] != many[$0] }
    #expect(moved.sorted() == ["terraform/terraform.tfvars.json"])
    let values = try #require(many["terraform/terraform.tfvars.json"])
    #expect(values.ranges(of: "EngineCPUUtilization").count == 1)
    #expect(
      values.split(separator: "\n").count
        == few["terraform/terraform.tfvars.json"]?.split(separator: "\n").count)
  }

  @Test func eachShardHasItsAlarmsInBothLanguages() throws {
    let files = try Self.files(shards: 83)
    let alarms = try #require(files["terraform/alarms.tf"])
    #expect(alarms.contains("range(1, var.cache_shards + 1)"))
    let template = try #require(files["cloudformation/template.yaml"])
    for metric in ["EngineCPUUtilization", "DatabaseMemoryUsagePercentage"] {
      #expect(template.ranges(of: "MetricName: \"\(metric)\"").count == 83, "\(metric)")
    }
    for shard in ["0001", "0009", "0083"] {
      #expect(template.ranges(of: "!Sub \"${Cache}-\(shard)-001\"").count == 2, "\(shard)")
    }
  }

  /// CloudFormation takes 200 parameters (quotas of AWS CloudFormation).
  @Test func parametersDoNotGrowWithShards() throws {
    func count(_ shards: Int) throws -> Int {
      let text = try #require(try Self.files(shards: shards)["cloudformation/parameters.json"])
      let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
      return try #require(list?.count)
    }
    #expect(try count(83) == count(3))
    #expect(try count(83) <= 200)
  }
}

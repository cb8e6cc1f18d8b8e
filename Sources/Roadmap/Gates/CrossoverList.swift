import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// The loads at which one option becomes cheaper than another, from the prices of the region.
struct CrossoverList {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements

  /// All crossovers of the rule list that this catalog prices; where the region lacks a price there
  /// is nothing to compare.
  func crossovers() throws(Catalog.Gap) -> [Crossover] {
    var list: [Crossover?] = []
    list.append(try priced { () throws(Catalog.Gap) in try gateway() })
    list.append(try priced { () throws(Catalog.Gap) in try serverless() })
    list.append(try priced { () throws(Catalog.Gap) in try tasks() })
    list.append(try priced { () throws(Catalog.Gap) in try tables() })
    return list.compactMap { $0 }
  }

  private func priced(
    _ crossover: () throws(Catalog.Gap) -> Crossover?
  ) throws(Catalog.Gap) -> Crossover? {
    do throws(Catalog.Gap) {
      return try crossover()
    } catch {
      guard case .price = error else { throw error }
      return nil
    }
  }

  /// A1, A2: an HTTP API by the request against an ALB by the hour.
  ///
  /// `rate · seconds · price per request = ALB hours + LCU hours(rate)`.
  private func gateway() throws(Catalog.Gap) -> Crossover? {
    let perRequest = try catalog.price("apigateway.http.request.tier1").dollars
    let hourly = try catalog.price("alb.hour").dollars
    let perUnit = try catalog.price("alb.lcu-hour").dollars
    let gigabytes =
      requirements.requests.reduce(0) { $0 + $1.share * $1.responseSize.value } / 1e6
    // One capacity unit covers a GB an hour; a request moves its response through it.
    let marginal = perRequest * 3600 - perUnit * gigabytes * 3600
    guard marginal > 0 else { return nil }
    return Crossover(
      rule: "A1", below: "API Gateway (HTTP API)", above: "Application Load Balancer",
      value: hourly / marginal, unit: "requests/s on average",
      assumption: "one load balancer, \(DecimalText.significant(gigabytes * 1e6)) kB a response")
  }

  /// D11: Serverless v2 against a provisioned instance of equal greatest capacity.
  private func serverless() throws(Catalog.Gap) -> Crossover? {
    let perUnit = try catalog.price("aurora.serverless-v2.acu-hour").dollars
    let memoryPerUnit = try catalog.number("aurora-serverless-v2.memoryPerAcuGiB")
    let classes = catalog.databaseInstances.filter {
      $0.engine == .auroraPostgres && $0.isCurrentGeneration && !$0.family.hasPrefix("t")
    }
    guard let smallest = classes.min(by: { ($0.hourly, $0.name) < ($1.hourly, $1.name) })
    else { return nil }
    let units = smallest.memory.value / memoryPerUnit
    return Crossover(
      rule: "D11", below: "Aurora Serverless v2", above: "Aurora provisioned",
      value: 100 * smallest.hourly.value / (perUnit * units), unit: "% mean use of the capacity",
      assumption: "\(smallest.name) on demand against \(DecimalText.significant(units)) ACU")
  }

  /// D18: writes to a table by the request against capacity that is there all day.
  private func tables() throws(Catalog.Gap) -> Crossover? {
    let hourly = try catalog.price("dynamodb.provisioned.wcu-hour").dollars
    let perRequest = try catalog.price("dynamodb.on-demand.write").dollars
    return Crossover(
      rule: "D18", below: "DynamoDB on demand", above: "DynamoDB with provisioned capacity",
      value: 100 * hourly / (3600 * perRequest), unit: "% mean use of the capacity",
      assumption: "writes, no reserved capacity")
  }

  /// C5: Fargate against EC2 nodes of the same vCPUs and memory.
  private func tasks() throws(Catalog.Gap) -> Crossover? {
    guard let node = catalog.computeInstance("m7g.large")
    else { return nil }
    let task =
      Double(node.virtualCPUs) * (try catalog.price("fargate.arm.vcpu-hour").dollars)
      + node.memory.value * (try catalog.price("fargate.arm.gb-hour").dollars)
    return Crossover(
      rule: "C5", below: "Fargate", above: "EC2 nodes", value: 100 * node.hourly.value / task,
      unit: "% of a node's capacity in use",
      assumption: "\(node.name) on demand, no Savings Plan, no Spot")
  }
}

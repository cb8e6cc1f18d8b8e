import CapacityPlanning
import Quantities
import Roadmap

/// Why the sizes of a stage are the cheapest, for people and for programs.
struct CertificateSection {
  let certificate: SizingCertificate

  var markdown: String {
    if let obstacle = certificate.obstacle {
      return "**Certificate:** no sizes of these parts are enough: "
        + "\(MarkdownText.escaped(obstacle.text)). Shown are the cheapest of each tier by itself."
    }
    var sentences = [
      "**Certificate:** no sizes of these parts cost less than "
        + "∑ \(NumberText.cost(certificate.cost))\(operation)."
    ]
    if !certificate.compared.isEmpty {
      sentences.append("Compared were \(compared), all tiers together.")
    }
    sentences.append(
      certificate.bound < certificate.cost
        ? "Within the limits alone they would cost ∑ \(NumberText.dollars(certificate.bound)); "
          + "response times ask for the rest."
        : "It is what each tier costs at least by itself, so that nothing can be cheaper.")
    if let other = certificate.runnerUp {
      sentences.append(
        "The next cheapest with another type at one of them, "
          + "\(MarkdownText.escaped(Self.sizes(other.architecture))), "
          + (NumberText.dollars(other.cost) == NumberText.dollars(certificate.cost)
            ? "costs the same." : "costs ∑ \(NumberText.dollars(other.cost))."))
    }
    let prices = certificate.shadowPrices.filter { $0.saving > .zero }
    guard !prices.isEmpty else {
      return sentences.joined(separator: " ")
        + " A little less of any single requirement would save nothing."
    }
    var table = MarkdownTable("What a requirement costs: with", ">USD/month less ∑")
    for price in prices {
      table.add(Self.relaxation(price.requirement), NumberText.cents(price.saving))
    }
    return sentences.joined(separator: " ") + "\n\n" + table.text
  }

  private var operation: String {
    guard certificate.operation > .zero else { return "" }
    return
      ", of which ∑ \(NumberText.dollars(certificate.operation)) are no bill but the time that "
      + "replicas and nodes take"
  }

  private var compared: String {
    certificate.compared.map { "\($0.count) \(Self.choices($0.tier))" }.joined(separator: ", ")
  }

  private static func choices(_ tier: Tier) -> String {
    switch tier {
    case .compute: "sizes of the compute tier"
    case .database: "database classes"
    case .cache: "node types of the cache"
    default: "sizes of \(tier.rawValue)"
    }
  }

  static func relaxation(_ requirement: SizingCertificate.Requirement) -> String {
    switch requirement {
    case .p95: "a tenth more time for the 95th percentile"
    case .p99: "a tenth more time for the 99th percentile"
    case .zoneLoss: "no promise of speed and of room while a zone is lost"
    case .utilization: "ten percentage points more of every CPU in use"
    }
  }

  /// The parts that have sizes: `4 x m7g.large, db.r7g.large + 1 replica`.
  static func sizes(_ architecture: Architecture) -> String {
    let compute = architecture.compute
    var parts: [String] = []
    switch compute.platform {
    case .lambda: parts.append("\(DecimalText.fixed(compute.memory.value * 1024)) MB of memory")
    case .fargate:
      parts.append("\(compute.count) tasks of \(DecimalText.significant(compute.virtualCPUs)) vCPU")
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      parts.append("\(compute.count) x \(compute.instanceType ?? "")")
    }
    if let database = architecture.relational, let name = database.instanceClass {
      let replicas = database.readReplicas
      parts.append(
        name + (replicas == 0 ? "" : " + \(replicas) \(replicas == 1 ? "replica" : "replicas")"))
    }
    if let cache = architecture.cache { parts.append("\(cache.shards) x \(cache.nodeType)") }
    return parts.joined(separator: ", ")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("boundUSD", certificate.bound.value)
      json.member("compared", each: certificate.compared) { compared, json in
        json.object { json in
          json.member("count", compared.count)
          json.member("tier", compared.tier.rawValue)
        }
      }
      json.member("isOutOfReach", certificate.isOutOfReach)
      json.member("method", SizingCertificate.method.label)
      json.member("modelRuns", certificate.tried)
      json.member("monthlyCostUSD", certificate.cost.value)
      json.member("obstacle", orNull: certificate.obstacle?.text)
      json.member("operationUSD", certificate.operation.value)
      json.member("runnerUp", orNull: certificate.runnerUp) { other, json in
        json.object { json in
          json.member("monthlyCostUSD", other.cost.value)
          json.member("sizes", Self.sizes(other.architecture))
          json.member("tier", other.tier.rawValue)
        }
      }
      json.member("shadowPrices", each: certificate.shadowPrices) { price, json in
        json.object { json in
          json.member("relaxedBy", Self.relaxation(price.requirement))
          json.member("requirement", price.requirement.rawValue)
          json.member("savingUSD", price.saving.value)
        }
      }
    }
  }
}

package import CatalogModel
import Requirements
package import Roadmap

/// Everything that a document is rendered from; equal inputs give equal bytes.
package struct ReportInput: Sendable {
  package let plan: Plan
  /// The catalog that the plan was made with, for titles of sources and texts of facts.
  package let catalog: Catalog
  /// The version of the program.
  package let version: String
  /// A hash of the answer file as hexadecimal digits.
  package let answersDigest: String
  /// The answer file's name without folders.
  package let answersFile: String
  /// What the ranges of answers and facts do to the plan; nil where they were not drawn.
  package let risk: RiskReport?
  /// What becomes of each distinct stage when something fails; empty where nobody asked.
  package let failures: [StageFailures]
  /// The same for each deployment unit of a system of several, by its place among them.
  private(set) var unitFailures: [Int: [StageFailures]] = [:]
  /// The proofs that sizes are the cheapest; empty where nobody asked.
  private(set) var certificates: [StageCertificate] = []
  /// When to run which architecture; nil where nobody asked, or where there is none.
  private(set) var schedule: HorizonSchedule?
  /// The proofs of each deployment unit of a system of several, by its place among them.
  private(set) var unitCertificates: [Int: [StageCertificate]] = [:]
  /// The schedule of each deployment unit of a system of several that runs now, by its place among them.
  private(set) var unitSchedules: [Int: HorizonSchedule] = [:]
  /// What would reverse the decisions of a stage; nil where nobody looked.
  package let flips: FlipReport?
  /// Which answers conflict where a gate fails; empty where none does, or nobody looked.
  package let refusals: [Refusal]
  /// The columns that plain text is broken to.
  package let textWidth: Int
  /// Facts and prices that were read for the plan; empty where nobody noted them.
  let reads: Set<String>

  package init(
    plan: Plan, catalog: Catalog, version: String, answersDigest: String, answersFile: String,
    textWidth: Int = 100, risk: RiskReport? = nil,
    failures: [StageFailures] = [], flips: FlipReport? = nil, refusals: [Refusal] = []
  ) {
    self.plan = plan
    self.catalog = catalog
    self.version = version
    self.answersDigest = answersDigest
    self.answersFile = answersFile
    self.textWidth = textWidth
    self.flips = flips
    self.refusals = refusals
    self.risk = risk
    self.failures = failures
    // Rendering reads the catalog as well, which is no part of the plan.
    reads = catalog.reads?.ids ?? []
  }

  /// The same for a deployment unit of a system of several, by its place among them.
  func unit(_ index: Int) -> ReportInput {
    guard let composition = plan.composition else { return self }
    let unit = composition.units[index]
    let isWhole = unit.unit.services.count == composition.system.services.count
    return ReportInput(
      plan: unit.plan, catalog: catalog, version: version,
      answersDigest: answersDigest, answersFile: answersFile, textWidth: textWidth,
      failures: unitFailures[index] ?? [],
      flips: flips.flatMap {
        unit.range.contains($0.stage) ? $0.of(unit: isWhole ? nil : unit.unit.name) : nil
      }
    )
    .with(certificates: unitCertificates[index] ?? [])
  }

  /// The same about another plan of the same answers, such as that of a deployment unit.
  package func looking(at plan: Plan) -> ReportInput {
    ReportInput(
      plan: plan, catalog: catalog, version: version, answersDigest: answersDigest,
      answersFile: answersFile, textWidth: textWidth, risk: risk, failures: failures
    ).with(certificates: certificates).with(schedule: schedule)
  }

  /// The same with the proofs of sizes.
  package func with(certificates: [StageCertificate]) -> ReportInput {
    var copy = self
    copy.certificates = certificates
    return copy
  }

  /// The same with the schedule.
  package func with(schedule: HorizonSchedule?) -> ReportInput {
    var copy = self
    copy.schedule = schedule
    return copy
  }

  /// The same with the schedules of deployment units.
  package func with(unitSchedules: [Int: HorizonSchedule]) -> ReportInput {
    var copy = self
    copy.unitSchedules = unitSchedules
    return copy
  }

  /// The same with those of deployment units.
  package func with(unitCertificates: [Int: [StageCertificate]]) -> ReportInput {
    var copy = self
    copy.unitCertificates = unitCertificates
    return copy
  }

  /// The same with what becomes of the stages of deployment units when something fails.
  package func with(unitFailures: [Int: [StageFailures]]) -> ReportInput {
    var copy = self
    copy.unitFailures = unitFailures
    return copy
  }

  /// One line that says what a document was made from: version, answers, catalog and region.
  var provenance: String {
    // A name of a file may hold ends of lines, which this line must not have.
    let isLine = answersFile.allBytes { (0x20...0x7E).contains($0) }
    let file = isLine ? answersFile : String(answersFile.map { $0.isNewline ? " " : $0 })
    return "tenfold \(version), answers \(file) \(answersDigest), catalog \(catalog.digest), "
      + "region \(catalog.region)"
  }
}

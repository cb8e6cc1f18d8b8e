import CatalogModel
import Parallelism
import Requirements
import Roadmap

/// The files of a stage of a system: its root, the network, its units and what lies between them.
struct SystemRoot {
  let plan: Plan
  let planDigest: String
  let stage: CompositeStage
  let units: [(unit: UnitPlan, model: InfrastructureModel)]
  /// What the templates of each unit ask for.
  private let values: [TemplateItem]
  /// What those of the network ask for.
  private let networkValues: TemplateItem

  init(
    plan: Plan, planDigest: String, stage: CompositeStage,
    units: [(unit: UnitPlan, model: InfrastructureModel)]
  ) {
    self.plan = plan
    self.planDigest = planDigest
    self.stage = stage
    self.units = units
    values = units.map(\.model.templateValues)
    networkValues = SharedNetwork(units: units.map(\.model)).values(
      base: values[0], systemName: Slug.make(plan.requirements.name))
  }

  private var systemName: String { Slug.make(plan.requirements.name) }
  private var network: SharedNetwork { SharedNetwork(units: units.map(\.model)) }
  private var between: BetweenModel {
    BetweenModel(
      plan: plan, planDigest: planDigest, stage: stage,
      addresses: units.reduce(into: [:]) { $0[$1.unit.unit.name] = $1.model.shape.address })
  }

  /// The files below the folder of the stage, sorted by path.
  ///
  /// - Throws: `TemplateError` where a template asks for a value that there is not.
  func files(_ library: TemplateLibrary) throws -> [RenderedFile] {
    // The values hold texts, flags and lists of them, which are only read.
    nonisolated(unsafe) let values = values
    let units = units
    let rendered = Array(units.indices).parallelMap { index in
      Result { try library.files(of: units[index].model, values[index]) }
    }
    var files: [RenderedFile] = []
    for (folder, result) in zip(units.map { Self.folder($0.unit.unit.name) }, rendered) {
      for file in try result.get() {
        files.append(file.at(Self.path(of: file.path, in: folder)))
      }
    }
    files += try webACL(library)
    let network = TraceComments(sources: networkSources)
    files += try library.files(SystemTemplates.networkNames, networkValues, network) {
      $0.hasPrefix("terraform/") ? "terraform/network/" + $0.dropFirst(10) : String($0)
    }
    let rootValues = rootValues
    files += try library.files(library.systemNames, rootValues) { String($0) }
    files += try library.files(SystemTemplates.rootNames, rootValues) { String($0) }
    if !between.isEmpty {
      let edges = TraceComments(edges: between.sources)
      files += try library.files(library.betweenNames, between.values, edges) { path in
        path.hasPrefix("terraform/")
          ? "terraform/between/" + path.dropFirst(10) : "cloudformation/between.yaml"
      }
    }
    files.append(
      RenderedFile(path: "terraform/terraform.tfvars.json", bytes: rootSizes.bytes))
    return files.sorted { $0.path < $1.path }
  }

  /// The template that is deployed in us-east-1 before: one web ACL of the system for the distributions of
  /// all units, whose root takes one.
  private func webACL(_ library: TemplateLibrary) throws -> [RenderedFile] {
    guard let index = values.firstIndex(where: { $0.holds("hasDistribution") }) else {
      return []
    }
    let own = values[index].appending(["systemName": .text(systemName)])
    let comments = TraceComments(sources: units[index].model.request.sources)
    return try library.files(["cloudformation/web-acl.yaml.mustache"], own, comments) { String($0) }
  }

  /// Where a file of a unit stands in the root of the system.
  private static func path(of path: String, in unit: String) -> String {
    path == "cloudformation/template.yaml"
      ? "cloudformation/\(unit).yaml" : "terraform/" + unit + path.dropFirst("terraform".count)
  }

  /// The values of the root: a flag holds where it holds of any unit, and sizes are the units' own.
  private var rootValues: TemplateItem {
    var values = self.values[0].mapValues { value in
      if case .list = value { .list([]) } else { value }
    }
    for unit in self.values.dropFirst() { values.raiseFlags(of: unit) }
    let between = between
    // Units and their root have the same names in the same order.
    var flags = FlagPlaces()
    let calls = between.calls
    values.append([
      "systemName": .text(systemName), "isModule": .flag(false), "sharesNetwork": .flag(false),
      "isNetwork": .flag(false),
      "hasVPC": .flag(true), "ownsNetwork": .flag(true), "hasLogs": .flag(true),
      "hasProvisionedTables": .flag(false),
      "hasAlarms": .flag(false),
      "hasAmazonLinux": .flag(false), "hasECSNodes": .flag(false), "hasConditions": .flag(false),
      "usesPrivateCompute": .flag(network.computeZones > 0),
      "units": .list(zip(units, self.values).map { unitValues($0.unit, $0.model, $1, &flags) }),
      "networkVariables": .list(networkVariables.map { ["name": .text($0)] as TemplateItem }),
      "hasBetween": .flag(!between.isEmpty),
      "calls": .list(calls), "ends": .list(between.ends), "hasEnds": .flag(!between.ends.isEmpty),
      "passedByPeople": .list(passedByPeople(values, &flags)),
    ])
    return values
  }

  /// What the shared network rests on: the decisions of the first unit that stands in it, by its name.
  private var networkSources: [DecidedPart: DecisionSource] {
    guard let first = units.first(where: { $0.model.shape.hasVPC }) else { return [:] }
    return first.model.request.sources.mapValues {
      DecisionSource(decision: "\(first.unit.unit.name).\($0.decision)", questions: $0.questions)
    }
  }

  private var networkVariables: [String] {
    ["system_name", "environment", "region", "stage_id", "plan_digest"]
      + (networkValues.holds("usesProtection") ? ["deletion_protection"] : [])
      + ["log_retention_days", "vpc_cidr", "availability_zones"]
      + (network.computeZones > 0 ? ["zones"] : [])
  }

  private func unitValues(
    _ unit: UnitPlan, _ model: InfrastructureModel, _ values: TemplateItem,
    _ flags: inout FlagPlaces
  ) -> TemplateItem {
    let zones = model.shape.networkZones
    func holds(_ flag: String) -> TemplateValue { .flag(flags.holds(flag, in: values)) }
    var parameters: [String] = []
    if model.shape.hasVPC {
      parameters.append("Vpc")
      if model.shape.usesPublicSubnets {
        parameters += (0..<zones).map { "PublicSubnet\($0)" }
      }
      parameters += (0..<model.privateZones).map { "PrivateSubnet\($0)" }
      if model.shape.hasDataSubnets { parameters += (0..<zones).map { "DataSubnet\($0)" } }
    }
    let (prefix, logical) = (Self.namePrefix(unit.unit.name), Self.logical(unit.unit.name))
    return [
      "id": .text(Self.identifier(unit.unit.name)), "logical": .text(logical),
      "name": .text(Self.folder(unit.unit.name)),
      "unitSystemName": .text(model.request.systemName),
      "services": .text(unit.unit.services.joined(separator: ", ")),
      "hasVPC": .flag(model.shape.hasVPC),
      "hasDistribution": .flag(model.shape.hasDistribution),
      "namePrefix": .text(prefix), "parameterPrefix": .text(logical),
      "needsDomainName": holds("needsDomainName"),
      "hasBackendHost": holds("hasBackendHost"),
      "hasBackendCertificate": holds("hasBackendCertificate"),
      "hasRecord": holds("hasRecord"),
      "passed": .list(
        PassedVariable.terraform.filter { $0.isOf(values, &flags) }.map {
          ["variable": .text($0.name), "source": .text(($0.isOfUnit ? prefix : "") + $0.name)]
        }),
      "passedParameters": .list(
        PassedVariable.cloudFormation.filter { $0.isOf(values, &flags) }.map {
          ["parameter": .text($0.name), "source": .text(($0.isOfUnit ? logical : "") + $0.name)]
        }),
      "fromNetwork": .list(parameters.map { ["parameter": .text($0)] }),
      "sizes": .list(model.terraformNames.map { ["variable": .text($0)] }),
    ]
  }

  /// What people fill in, first what holds for all units, then the names of each.
  private func passedByPeople(
    _ values: TemplateItem, _ flags: inout FlagPlaces
  ) -> [TemplateItem] {
    let shared = PassedVariable.terraform.filter {
      !$0.description.isEmpty && !$0.isOfUnit && $0.isOf(values, &flags)
    }.map { ["variable": .text($0.name), "description": .text($0.description)] as TemplateItem }
    let own = zip(units, self.values).flatMap { each, values in
      let unit = each.unit
      return PassedVariable.terraform.filter { $0.isOfUnit && $0.isOf(values, &flags) }.map {
        [
          "variable": .text(Self.namePrefix(unit.unit.name) + $0.name),
          "description": .text("of \(unit.unit.name): \($0.description)"),
        ] as TemplateItem
      }
    }
    return shared + own
  }

  private static func namePrefix(_ unit: String) -> String { identifier(unit) + "_" }

  private var rootSizes: JSONLiteral {
    var members: [(key: String, value: JSONLiteral)] = [
      ("system_name", .text(systemName)), ("region", .text(plan.requirements.region)),
      ("stage_id", .text(stage.definition.id)), ("plan_digest", .text(planDigest)),
      ("availability_zones", .list(network.zones.map { .text($0) })),
    ]
    if network.computeZones > 0 { members.append(("zones", .number(Double(network.computeZones)))) }
    return .object(members)
  }

  /// The folder of a unit: its name, unless a file or module of every system has that name.
  static func folder(_ unit: String) -> String {
    ["network", "between", "template", "web-acl"].contains(unit) ? unit + "-unit" : unit
  }

  /// A name in Terraform: `order_mail`.
  static func identifier(_ slug: String) -> String {
    folder(slug).split(separator: "-").joined(separator: "_")
  }

  /// A logical id of CloudFormation: `OrderMail`.
  static func logical(_ slug: String) -> String {
    LogicalID.joined(folder(slug), at: "-")
  }
}

extension SystemTemplates {
  /// The templates of a root that a network has use for.
  static let networkNames =
    ["versions", "variables", "locals", "key", "network", "inspection", "outputs"].map {
      "terraform/\($0).tf.mustache"
    } + ["system/cloudformation/network.yaml.mustache"]

  /// The templates of a root that the root of a system shares.
  static let rootNames = ["terraform/versions.tf.mustache", "terraform/variables.tf.mustache"]
}

extension SystemRoot {
  /// The names that the templates of a system's root ask for beside those of its units.
  static let ownNames: Set<String> = [
    "units", "id", "logical", "name", "unitSystemName", "services", "hasVPC", "hasDistribution",
    "passed", "variable", "passedParameters", "parameter", "fromNetwork", "sizes",
    "source", "namePrefix", "parameterPrefix", "needsDomainName", "hasBackendHost",
    "hasBackendCertificate", "hasRecord",
    "networkVariables", "hasBetween", "calls", "ends", "hasEnds", "passedByPeople", "description",
  ]
}

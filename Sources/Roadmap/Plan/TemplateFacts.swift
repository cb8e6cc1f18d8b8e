package import CatalogModel
package import Quantities

/// What the catalog says that no model needs and templates do.
package struct TemplateFacts: Hashable, Sendable {
  /// What says that a part fails.
  package let health: [HealthRule]
  /// How functions run the code of the system.
  package let runtime: FunctionRuntime
  /// How long a message may wait before a worker takes it.
  package let jobWait: Seconds
  /// The most tasks that a service of ECS has before its quota is raised.
  package let tasksPerService: Double

  package init(
    health: [HealthRule], runtime: FunctionRuntime, jobWait: Seconds, tasksPerService: Double
  ) {
    self.tasksPerService = tasksPerService
    self.health = health
    self.runtime = runtime
    self.jobWait = jobWait
  }

  /// - Throws: The fact that the catalog lacks.
  package init(_ catalog: Catalog, runtime answer: String) throws(Catalog.Gap) {
    health = catalog.health
    runtime = try FunctionRuntime(catalog, answer: answer)
    jobWait = Seconds(try catalog.number("planning.jobWaitMinutes") * 60)
    tasksPerService = try catalog.number("ecs.tasksPerService")
  }

  /// Those of a plan that nobody makes templates of.
  static let none = TemplateFacts(
    health: [], runtime: FunctionRuntime(identifier: "", handler: ""), jobWait: Seconds(0),
    tasksPerService: 0)
}

/// A runtime of AWS Lambda.
package struct FunctionRuntime: Hashable, Sendable {
  /// Such as `nodejs22.x`.
  package let identifier: String
  /// What a package is entered by, with `{tier}` or `{Tier}` for the tier.
  private let handler: String

  package init(identifier: String, handler: String) {
    self.identifier = identifier
    self.handler = handler
  }

  /// The runtime of an answer to what the back end runs on: an entry of `lambda.runtimes`, in the form
  /// `answer: runtime, handler`; that of `other` for an answer that an overlay added.
  ///
  /// - Throws: The fact or the entry that the catalog lacks.
  init(_ catalog: Catalog, answer: String) throws(Catalog.Gap) {
    guard case .texts(let entries)? = catalog.fact("lambda.runtimes")?.value else {
      throw .fact("lambda.runtimes")
    }
    let entry = [answer, "other"].lazy.compactMap { answer in
      entries.first { $0.hasPrefix(answer + ": ") }?.dropFirst(answer.count + 2)
    }.first
    guard let entry, let comma = entry.firstIndex(of: ",") else {
      throw .fact("lambda.runtimes#\(answer)")
    }
    identifier = String(entry[..<comma])
    handler = String(entry[entry.index(after: comma)...].drop { $0 == " " })
  }

  /// What the package of a tier is entered by, in the form that the runtime takes.
  ///
  /// - Parameter tier: `app` or `worker`.
  package func handler(of tier: String) -> String {
    let capital = tier.prefix(1).uppercased() + tier.dropFirst()
    var entry = ""
    var rest = handler[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      entry += rest[..<open]
      let names = [(sign: "{tier}", name: tier), (sign: "{Tier}", name: capital)]
      let found = names.first { rest[open...].utf8.starts(with: $0.sign.utf8) }
      entry += found?.name ?? "{"
      rest = rest[rest.utf8.index(open, offsetBy: found?.sign.utf8.count ?? 1)...]
    }
    return entry + rest
  }
}

import Quantities
import Queueing

/// A kind of model that can be solved and checked: its name, its keys, and how it is solved.
package struct StudyKind: Sendable {
  /// A key of the input.
  package struct Key: Sendable {
    package let name: String
    /// What it means, with its unit, and what holds when it is missing.
    package let meaning: String

    init(_ name: String, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  package let name: String
  /// What it models, in a line.
  package let summary: String
  package let keys: [Key]
  /// Reads the input and solves it; throws `StudyReader.Unreadable` or `StudyRefusal`.
  let solve: @Sendable (StudyReader) throws -> StudyAnswer

  init(
    _ name: String, _ summary: String, _ keys: [Key],
    _ solve: @escaping @Sendable (StudyReader) throws -> StudyAnswer
  ) {
    self.name = name
    self.summary = summary
    self.keys = keys
    self.solve = solve
  }

  /// All kinds, by family and then as their reference vectors list them.
  package static let all: [StudyKind] =
    markovian + general + closed + open + scalability + caching + transient + web + operations

  /// The kind of this name or of what it is called in models.
  package static func named(_ name: String) -> StudyKind? {
    all.first { $0.name == name || $0.modelName == name }
  }

  /// What it is called in models: reference vectors name some kinds after how their values were made,
  /// which is not how they are solved.
  package var modelName: String {
    name.hasSuffix(Self.simulated) ? String(name.dropLast(Self.simulated.count)) : name
  }

  private static let simulated = "_simulated"
}

extension StudyKind {
  /// The percentiles that a model is solved for unless it asks for others.
  static let usualPercentiles = [0.5, 0.9, 0.95, 0.99, 0.999]

  static let percentiles = Key("percentiles", "list between 0 and 1; 0.5, 0.9, 0.95, 0.99, 0.999")
  static let times = Key("times", "list of times in s at which tails are wanted; none")
  static let arrivals = Key("arrival_rate_per_s", "Poisson arrivals per second")
  static let serviceMean = Key("service_time_mean_s", "mean service time in s, exponential")
  static let serverCount = Key("servers", "identical servers")
  static let serviceLaw = Key(
    "service",
    "{type, mean} with type deterministic, exponential, erlang (k), lognormal (cv), "
      + "hyperexponential2 (cv), gamma (cv), weibull (shape), lomax (shape), bounded_pareto "
      + "(lowest, highest, shape)")
}

extension StudyReader {
  static let servers = 1...10_000_000

  func arrivalRate(_ key: String = "arrival_rate_per_s") throws -> RequestsPerSecond {
    RequestsPerSecond(try number(key, .positive))
  }

  /// The mean service time: given as a mean, or as an exponential law.
  func exponentialService() throws -> Seconds {
    if has("service_time_mean_s") {
      ignore(["service"])
      return Seconds(try number("service_time_mean_s", .positive))
    }
    guard has("service") else { throw fail(nil, "`service_time_mean_s` is missing") }
    let law = try distribution("service")
    guard case .exponential(let mean) = law else {
      throw fail(optional("service"), "this kind takes exponential service only")
    }
    return mean
  }

  /// The law of the service: given as such, or exponential by its mean.
  func serviceLaw() throws -> Distribution {
    if !has("service"), has("service_time_mean_s") {
      return .exponential(mean: Seconds(try number("service_time_mean_s", .positive)))
    }
    ignore(["service_time_mean_s"])
    return try distribution("service")
  }

  /// The law that an object describes.
  func distribution(_ key: String) throws -> Distribution {
    try object(key).distribution()
  }

  private func distribution() throws -> Distribution {
    let type = try word(
      "type",
      among: [
        "deterministic", "exponential", "erlang", "lognormal", "hyperexponential2", "gamma",
        "weibull", "lomax", "bounded_pareto",
      ])
    let law: Distribution
    if type == "bounded_pareto" {
      let lowest = try number("lowest", .positive)
      law = .boundedPareto(
        lowest: Seconds(lowest), highest: Seconds(try number("highest", .between(lowest, 1e15))),
        shape: try number("shape", .positive))
    } else {
      let mean = Seconds(try number("mean", .positive))
      switch type {
      case "deterministic": law = .deterministic(mean)
      case "erlang": law = .erlang(mean: mean, phases: try integer("k", 1...10_000))
      case "lognormal":
        law = .lognormal(mean: mean, variation: try number("cv", .between(1e-3, 100)))
      case "hyperexponential2":
        law = .hyperexponential(mean: mean, variation: try number("cv", .between(1, 1000)))
      case "gamma": law = .gamma(mean: mean, variation: try number("cv", .between(1e-2, 100)))
      case "weibull": law = .weibull(mean: mean, shape: try number("shape", .between(0.05, 50)))
      case "lomax": law = .lomax(mean: mean, shape: try number("shape", .between(1.001, 1000)))
      default: law = .exponential(mean: mean)
      }
    }
    guard law.isValid else { throw fail(nil, "these parameters describe no law") }
    finish()
    return law
  }

  func percentiles() throws -> [Double] {
    try numbers("percentiles", .insideShare, default: StudyKind.usualPercentiles)
  }

  func times() throws -> [Double] { try numbers("times", .notNegative, default: []) }

  func demands(_ count: Int) throws -> [Seconds] {
    let values = try numbers("demands_s", .notNegative)
    guard values.count == count else {
      throw fail(
        optional("demands_s"), "`demands_s` has \(values.count) numbers for \(count) classes")
    }
    return values.map { Seconds($0) }
  }

  func name(_ fallback: String) throws -> String {
    guard let node = optional("name") else { return fallback }
    if let text = node.text { return text }
    if let number = node.number { return StudyNumber.text(number) }
    throw fail(node, "`name` should be a text, found \(node.summary)")
  }
}

/// Runs what may saturate or be beyond a limit, with the reason as a refusal in words.
func orRefuse<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let saturation as Saturation {
    throw StudyRefusal(saturation)
  } catch let refusal as QueueRefusal {
    throw StudyRefusal(refusal)
  } catch let refusal as PathRefusal {
    throw StudyRefusal(
      "choices between constant times leave more than \(refusal.limit) combinations")
  } catch let refusal as ScalabilityRefusal {
    throw StudyRefusal(refusal.message)
  }
}

extension StudyRefusal {
  /// Why a queue was not solved, with the limit.
  init(_ refusal: QueueRefusal) {
    switch refusal {
    case .saturation(let saturation): self.init(saturation)
    case .noPhases:
      self.init(
        "a law of service or arrivals has no finite variance, without which several servers are not "
          + "solved; one server is (mg1), or bound the law (bounded_pareto)")
    case .tooManyConfigurations:
      self.init("the servers can be in too many combinations of phases for this law")
    case .unsettled:
      self.init("the rates of the phases are too far apart for the iteration to settle")
    case .tooVaried(let variation, let limit):
      self.init(
        "a law varies too much, by \(StudyNumber.text(variation, digits: 3)) times its mean; "
          + "several servers are solved for variations of up to \(StudyNumber.text(limit))")
    case .tooManyPoints:
      self.init(
        "the points of the lattice do not reach from the shortest time to the longest wait: the load is "
          + "too close to one, or so low that arrivals are far apart, or a law is too heavy")
    }
  }
}

/// A percentile of p, undefined outside of (0, 1).
func inside(_ percentile: @escaping @Sendable (Double) -> Seconds) -> @Sendable (Double) -> Double {
  { $0 > 0 && $0 < 1 ? percentile($0).value : .nan }
}

/// A tail beyond t, one before 0.
func from0(_ tail: @escaping @Sendable (Seconds) -> Double) -> @Sendable (Double) -> Double {
  { $0 >= 0 ? tail(Seconds($0)) : 1 }
}

import Quantities
import Queueing

/// Family e, and the measured sweeps of family i: the Universal Scalability Law.
extension StudyKind {
  private static let measured = [
    Key("concurrency", "list of measured concurrencies"),
    Key("throughput", "list of the throughputs measured there"),
    Key("predict_at", "list of concurrencies to predict; none"),
    Key("extrapolate", "true to predict beyond twice the greatest measured; false"),
  ]

  static let scalability: [StudyKind] = [
    StudyKind(
      "usl_formula", "The Universal Scalability Law, as given",
      [
        Key("sigma", "contention"), Key("kappa", "coherency"),
        Key("lambda", "throughput at N = 1, per second"),
        Key("predict_at", "list of concurrencies; 1, 2, 5, 10, 32, 100"),
      ]
    ) { input in
      let law = ScalabilityLaw(
        unitThroughput: try input.number("lambda", .positive),
        contention: try input.number("sigma", .notNegative),
        coherency: try input.number("kappa", .notNegative))
      let points = try input.numbers(
        "predict_at", .positive, default: [1, 2, 5, 10, 32, 100])
      var answer = StudyAnswer()
      answer.addLimits(of: law)
      answer.add(
        "points",
        .series(
          StudyAnswer.Series(variable: "concurrency", points: points) { concurrency in
            var point = StudyAnswer()
            point.add("throughput", law.throughput(at: concurrency), "1/s", .exact)
            point.add("latency_s", law.latency(at: concurrency).value, "s", .exact)
            return point
          }))
      return answer
    },
    StudyKind(
      "usl_fit", "The law fitted to measurements, with intervals",
      measured
    ) { input in
      try solveFit(input, "concurrency", "throughput", predictions: "predictions")
    },
    StudyKind(
      "usl_extrapolation", "The law fitted low, to predict higher",
      [
        Key("fit_concurrency", "list of measured concurrencies"),
        Key("fit_throughput", "list of the throughputs measured there"),
        Key("predict_at", "list of concurrencies to predict; none"),
        Key("extrapolate", "true to predict beyond twice the greatest measured; false"),
      ]
    ) { input in
      try solveFit(input, "fit_concurrency", "fit_throughput", predictions: "usl_prediction")
    },
  ]

  /// How coefficients are obtained: exactly for their criterion, but as those of the system only where
  /// the law holds.
  private static func coefficientMethod(_ fit: ScalabilityFit) -> Method {
    if fit.relativeError > 0.1 {
      let percent = StudyNumber.text(fit.relativeError * 100, digits: 2)
      return .approximate("least squares; the law misses the levels by \(percent) %")
    }
    if fit.measurements.contains(where: { $0.concurrency < 1 }) {
      return .approximate(
        "least squares; concurrencies below 1 are means of open loads, whose waiting counts as "
          + "contention")
    }
    return ScalabilityFit.method
  }

  private static func solveFit(
    _ input: StudyReader, _ concurrency: String, _ throughput: String, predictions: String
  ) throws -> StudyAnswer {
    let concurrencies = try input.numbers(concurrency, .positive)
    let throughputs = try input.numbers(throughput, .positive)
    guard concurrencies.count == throughputs.count else {
      throw input.fail(
        input.optional(throughput),
        "`\(throughput)` has \(throughputs.count) numbers for \(concurrencies.count) concurrencies")
    }
    input.ignore(["dataset", "throughput_unit"])
    let points = try input.numbers("predict_at", .positive, default: [])
    let extrapolates = try input.flag("extrapolate", default: false)
    let fit = try ScalabilityFit.orRefuse(concurrencies, throughputs)
    // References name the levels that were measured above; a reader has to ask for a guess.
    if input.reference == nil, !extrapolates, let farthest = points.max() {
      do {
        _ = try fit.prediction(at: farthest)
      } catch {
        throw StudyRefusal("\(error.message); write `extrapolate: true` to get a guess")
      }
    }
    let law = fit.law
    let misfit = fit.relativeError
    let method = input.reference == nil ? Self.coefficientMethod(fit) : ScalabilityFit.method
    var answer = StudyAnswer()
    answer.add("relative_error", misfit, .exact)
    answer.add("r_squared", fit.determination, .exact)
    answer.add("sigma", law.contention, method)
    answer.add("kappa", law.coherency, method)
    answer.add("lambda", law.unitThroughput, method)
    answer.add("rss", fit.residualSumOfSquares, method)
    answer.addLimits(of: law)
    if let bootstrap = ScalabilityBootstrap(fit) {
      for (name, range) in [
        ("sigma", bootstrap.contention), ("kappa", bootstrap.coherency),
        ("lambda", bootstrap.unitThroughput),
      ] {
        answer.add("\(name)_low_95", range.low, ScalabilityBootstrap.method)
        answer.add("\(name)_high_95", range.high, ScalabilityBootstrap.method)
      }
    }
    // References hold values of the fitted curve, which are exact; to a reader they are predictions.
    let exactUpTo = input.reference == nil ? 0 : fit.measuredConcurrency
    answer.add(
      predictions,
      .curve(
        StudyAnswer.Curve(variable: "concurrency", points: points) { concurrency in
          guard concurrency > 0, concurrency.isFinite,
            let prediction = try? fit.prediction(at: concurrency, allowingExtrapolation: true)
          else { return nil }
          return StudyQuantity(
            prediction.throughput, "1/s",
            concurrency <= exactUpTo ? .exact : prediction.method)
        }))
    return answer
  }
}

extension ScalabilityFit {
  /// The fit, with its refusal in words.
  static func orRefuse(_ concurrencies: [Double], _ throughputs: [Double]) throws -> ScalabilityFit
  {
    do {
      return try ScalabilityFit(
        zip(concurrencies, throughputs).map { Measurement(concurrency: $0, throughput: $1) })
    } catch {
      throw StudyRefusal(error.message)
    }
  }
}

extension StudyAnswer {
  fileprivate mutating func addLimits(of law: ScalabilityLaw) {
    if law.peakConcurrency.isFinite {
      add("peak_concurrency", law.peakConcurrency, .exact)
      add("peak_throughput", law.peakThroughput, "1/s", .exact)
    }
    if law.amdahlLimit.isFinite {
      add("amdahl_limit_throughput", law.amdahlLimit, "1/s", .exact)
    }
  }
}

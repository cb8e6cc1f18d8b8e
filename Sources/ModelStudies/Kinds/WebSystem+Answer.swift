import Quantities
import Queueing

extension WebSystem {
  /// How far from simulation the answers of family h are at most, relative: measured on its 22
  /// systems, `model check Tests/Oracles/h-web-systems.json`.
  private struct ErrorClass {
    let mean: Double
    let deviation: Double
    let percentile: Double

    /// A closed system is solved as a product form, whatever its laws, and its percentiles are those
    /// of an open one of that mean; balancing to the fewest is taken as one pool, which it only comes
    /// near to, and limits by flow-equivalent service.
    init(_ system: WebSystem) {
      if system.rate == nil {
        (mean, deviation, percentile) = (0.25, 0.41, 0.46)
      } else if system.balancing == .leastOutstanding || system.workers != nil
        || system.mostConcurrent != nil
      {
        (mean, deviation, percentile) = (0.12, 0.17, 0.2)
      } else {
        (mean, deviation, percentile) = (0.05, 0.1, 0.12)
      }
    }

    /// Of throughput and utilizations of a closed system.
    static let flow = 0.02
  }

  /// Throughput, utilizations, means and percentiles, of all requests and of each class.
  ///
  /// Percentiles: the laws of the parts are convolved. Processors and a shared database stretch each
  /// demand as M/G/c-PS does at the utilization with the same mean stretch; a database that is first
  /// come first served is the best queue there is for its law; a wait for a worker, or for one of so
  /// many places at the database, comes before (`LayeredTier`).
  func solve(percentiles: [Double]) throws -> StudyAnswer {
    let load = try load()
    let paths = try WebPaths(self, load)
    let method = Method.approximate("laws of the parts convolved, taken as independent")
    let all = TabulatedPath(ConvolvedPath(try paths.mixture(), method: method))
    let means: Method = isProductForm ? .exact : method
    let isOpen = rate != nil
    let flow: Method = isOpen || isProductForm ? .exact : .approximate("closed product form")
    let flowError = flow == .exact ? 0 : ErrorClass.flow
    let errors = ErrorClass(self)
    let meanError = isProductForm ? 0 : errors.mean
    var answer = StudyAnswer()
    answer.add("throughput_per_s", load.rate, "1/s", flow, errorClass: flowError)
    addUtilizations(load.rate, flow, flowError, to: &answer)
    let mean = isProductForm || !isOpen ? productFormMean(load) : all.mean.value
    // The users of a closed system make its mean, whatever an open one would have.
    let scale = isOpen || all.mean == .zero ? 1 : mean / all.mean.value
    answer.add("response_mean", mean, "s", means, errorClass: meanError)
    if isProductForm { answer.add("response_mean_product_form", mean, "s", .exact) }
    answer.add(
      "response_sd", scale * all.variance.squareRoot(), "s", method, errorClass: errors.deviation)
    answer.add(
      "response_percentiles", of: "p", at: percentiles, "s", method,
      errorClass: errors.percentile, inside { all.percentile($0) * scale })
    answer.add(
      "classes",
      .parts(
        try kinds.map { kind in
          let path =
            kinds.count == 1
            ? all : TabulatedPath(ConvolvedPath(try paths.parts(of: kind), method: method))
          var part = StudyAnswer(name: kind.name)
          part.add(
            "response_mean", isProductForm ? productFormMean(kind, load) : path.mean.value, "s",
            means, errorClass: meanError)
          part.add(
            "response_sd", scale * path.variance.squareRoot(), "s", method,
            errorClass: errors.deviation)
          part.add(
            "response_percentiles", of: "p", at: percentiles, "s", method,
            errorClass: errors.percentile, inside { path.percentile($0) * scale })
          return part
        }))
    return answer
  }

  private func productFormMean(_ kind: Kind, _ load: WebLoad) -> Double {
    kind.delay + kind.appDemand * processor.slowdown * load.app
      + primaryWork(kind) * load.primary
      + (replicas > 0 ? kind.readWork * load.replica : 0)
  }

  /// Open, each station by itself; closed, what is left of a cycle by Little's law.
  private func productFormMean(_ load: WebLoad) -> Double {
    rate == nil
      ? Double(users) / load.rate - think : average { productFormMean($0, load) }
  }

  private func addUtilizations(
    _ rate: Double, _ method: Method, _ errorClass: Double, to answer: inout StudyAnswer
  ) {
    func add(_ key: String, _ work: (Kind) -> Double, _ capacity: Double) {
      answer.add(key, rate * average(work) / capacity, method, errorClass: errorClass)
    }
    add("app_utilization", \.appDemand, Double(instances) * cores)
    add("db_primary_utilization", primaryWork, Double(primaryServers))
    if replicas > 0 { add("db_replica_utilization", replicaWork, Double(replicaServers)) }
  }
}

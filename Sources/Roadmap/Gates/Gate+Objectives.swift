import Quantities

/// The gates that every plan has, of one deployment unit or of several together.
extension Gate {
  /// A percentile of the response time; a time that there is not is one of a saturated station.
  static func latency(
    _ id: String, _ question: String, objective: Seconds, observed: Seconds?, blame: () -> String?
  ) -> Gate {
    let passes = observed.map { $0 <= objective } ?? false
    return Gate(
      id: id, question: question, required: "at most \(GateText.time(objective))",
      observed: GateText.time(observed), passes: passes, blame: passes ? nil : blame())
  }

  /// What of a promised availability its structure does not tell; nil where one Region can promise it.
  ///
  /// - Parameter region: What one Region can promise.
  static func unjudged(promised: Double, region: Double) -> String? {
    promised > region ? "the loss of the Region" : nil
  }

  /// The promised availability by structure, with the serial product of SLAs as a reference.
  ///
  /// - Parameters:
  ///   - spread: What is said where nothing is weak.
  ///   - reference: What the product is of.
  ///   - region: What one Region can promise; beyond it the gate says what it does not judge.
  static func availability(
    promised: Double, weak: [String], spread: String, reference: String, product: Double,
    region: Double
  ) -> Gate {
    let unjudged = unjudged(promised: promised, region: region)
    let parts = weak.joined(separator: ", ")
    return Gate(
      id: "availability", question: "objectives.availability",
      required: GateText.fineShare(promised),
      observed: "\(weak.isEmpty ? spread : parts); judged by structure alone"
        + (unjudged.map { "; \($0) is not judged " } ?? " ")
        + "(for reference, \(reference): \(GateText.fineShare(product)))",
      passes: weak.isEmpty,
      blame: weak.isEmpty ? nil : "objectives.availability needs a second zone for \(parts)",
      unjudged: unjudged)
  }

  /// The bill of a month.
  ///
  /// - Parameters:
  ///   - limit: Nil for no limit.
  ///   - dearest: The largest part of the bill, with its cost.
  static func budget(_ total: USDPerMonth, limit: USDPerMonth?, dearest: () -> String) -> Gate {
    let passes = limit.map { total <= $0 } ?? true
    return Gate(
      id: "budget", question: "budget.monthlyUSD",
      required: limit.map { "at most \(GateText.dollars($0))" } ?? "no limit",
      observed: GateText.dollars(total), passes: passes,
      blame: limit.flatMap { limit in
        passes
          ? nil
          : "budget.monthlyUSD is \(GateText.dollars(total - limit)) short; the largest part is "
            + dearest()
      })
  }
}

/// Numbers as gates write them.
enum GateText {
  static func dollars(_ cost: USDPerMonth) -> String {
    "\(DecimalText.fixed(cost.value)) USD/month"
  }

  static func time(_ time: Seconds) -> String {
    DecimalText.significant(time.milliseconds) + " ms"
  }

  /// A response time; nil where there is none.
  static func time(_ time: Seconds?) -> String {
    time.map { Self.time($0) } ?? "a station is saturated"
  }

  static func minutes(_ time: Seconds) -> String {
    DecimalText.significant(time.value / 60, 3) + " min"
  }

  static func share(_ share: Double) -> String { DecimalText.significant(share * 100) + " %" }

  /// A share that is close to one.
  static func fineShare(_ share: Double) -> String {
    DecimalText.significant(share * 100, 5) + " %"
  }
}

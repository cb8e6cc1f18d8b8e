import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  private static let points = 28

  /// Response times of the present stage from no load to saturation; nil without a stage.
  ///
  /// Of a divided system they are those of the unit that gives way first, by itself.
  ///
  /// The knee is where the ratio of throughput to mean response time is greatest: L. Kleinrock,
  /// "Power and deterministic rules of thumb for probabilistic problems in computer
  /// communications", ICC 1979.
  package func curve() -> CurveChart? {
    if divided != nil {
      let first = shownBreaking?.unit ?? unitNames.first
      return first.flatMap { viewing($0).curve() }
    }
    guard let stage = plan.current, let present = plan.present,
      let saturation = present.assessment.saturation, present.workload.requestRate > .zero
    else { return nil }
    let users = present.workload.users.value * saturation.scale
    var rates: [Double] = []
    var uses: [Double] = []
    var (p99, p50): ([Double], [Double]) = ([], [])
    var knee: (rate: Double, power: Double)?
    for point in 1...Self.points {
      // Denser towards saturation, where the curve bends.
      let share =
        1 - (1 - Double(point) / Double(Self.points + 1))
        * (1 - 0.5 * Double(point) / Double(Self.points))
      let workload = plan.requirements.workload(users: Users(users * min(0.985, share)))
      guard let assessment = try? model.assess(stage.architecture, under: workload),
        let latency = assessment.latency?.all
      else { break }
      let rate = workload.requestRate.value
      rates.append(rate)
      uses.append(min(0.985, share))
      p99.append(latency.p99.milliseconds)
      p50.append(latency.p50.milliseconds)
      let power = rate / latency.mean.value
      if power > knee?.power ?? 0 { knee = (rate, power) }
    }
    guard let least = rates.first, let greatest = rates.last, rates.count > 3, greatest > least
    else { return nil }
    let objective = plan.requirements.objectives.p99.milliseconds
    let now = present.workload.requestRate.value
    var marks = [CurveChart.Mark(rate: now, label: "now")]
    if let knee { marks.append(CurveChart.Mark(rate: knee.rate, label: "knee")) }
    return CurveChart(
      title:
        "Response time over load\(unit.map { " of unit \($0)" } ?? ""), stage "
        + "\((plan.currentIndex ?? 0) + 1) (\(saturation.station))",
      rates: rates, utilizations: uses,
      series: [.init(name: "p99", values: p99), .init(name: "p50", values: p50)],
      objective: objective,
      objectiveLabel: "p99 objective \(text(objective))",
      marks: marks, sentence: sentence(rates, uses, p99, objective, now: now, knee: knee?.rate))
  }

  /// An objective in milliseconds, which are words where they are many: the longest request of a unit
  /// that nobody waits for may take an hour.
  private func text(_ objective: Double) -> String {
    objective < 10_000
      ? "\(DecimalText.significant(objective)) ms"
      : AnswerFormatter.number(objective, in: .milliseconds)
  }

  private func sentence(
    _ rates: [Double], _ uses: [Double], _ p99: [Double], _ objective: Double, now: Double,
    knee: Double?
  ) -> String {
    let kneeText = knee.map { " The knee is at \(DecimalText.significant($0)) requests/s." } ?? ""
    let nowText = "Now \(DecimalText.significant(now)) requests/s."
    guard let place = p99.firstIndex(where: { $0 > objective }) else {
      return "p99 stays within \(text(objective)) up to "
        + "\(DecimalText.significant(rates.last ?? 0)) requests/s. \(nowText)\(kneeText)"
    }
    return "p99 passes \(text(objective)) at "
      + "\(DecimalText.significant(rates[place])) requests/s "
      + "(\(Words.percent(uses[place])) of saturation). \(nowText)\(kneeText)"
  }
}

import Calibration
import Quantities

extension CalibrationDocument {
  /// For a terminal.
  package var text: String {
    var blocks: [[String]] = [[origin], levelTable.lines(width: width), estimateTable]
    blocks += CalibrationPlots(result: result).all.map { $0.lines(signs, width: min(width, 76)) }
    if !result.predictions.isEmpty { blocks.append(predictionTable.lines(width: width)) }
    if !result.findings.isEmpty {
      blocks.append(
        ["What limits this:"]
          + result.findings.flatMap { finding in
            TextWrap.lines(MarkdownText.sentence(finding.text), width: width, indent: "  ")
              + TextWrap.lines(MarkdownText.sentence(finding.meaning), width: width, indent: "    ")
          })
    }
    blocks.append(TextWrap.lines(outcome, width: width) + difference.map { "  " + $0 })
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var estimateTable: [String] {
    guard !estimates.isEmpty else { return [] }
    var table = PlainTable(["estimate", "value (95 % interval)", "how"])
    for row in estimates { table.add([row.name, row.value, row.note]) }
    return table.lines(width: width)
  }

  private var levelTable: PlainTable {
    var table = PlainTable(
      ["loop", "clients", "req/s", "mean ms", "busy", "fitted", "error"],
      rightAligned: [1, 2, 3, 4, 5, 6])
    for row in levels { table.add(Self.cells(row)) }
    return table
  }

  static func cells(_ row: CalibrationLevel) -> [String] {
    let fitted: String
    if let busy = row.fittedBusy, row.busy != nil {
      fitted = NumberText.count(busy) + " busy"
    } else if let latency = row.fittedLatency {
      fitted = NumberText.time(latency)
    } else {
      fitted = row.fittedThroughput.map { NumberText.count($0) + " req/s" } ?? ""
    }
    return [
      row.level.control.rawValue, row.level.clients.map(NumberText.count) ?? "",
      NumberText.count(row.level.throughput.value),
      row.level.meanLatency.map(NumberText.milliseconds) ?? "",
      row.busy.map(NumberText.count) ?? "", fitted, row.error.map(percent) ?? "",
    ]
  }

  private var predictionTable: PlainTable {
    var table = PlainTable(
      [
        "predicted clients", "law req/s", "95 % interval", "mean ms", "station req/s",
        "95 % interval", "how",
      ], rightAligned: [0, 1, 3, 4])
    for prediction in result.predictions { table.add(Self.cells(prediction)) }
    return table
  }

  static func cells(_ prediction: CalibrationResult.Prediction) -> [String] {
    func interval(_ estimate: Estimate) -> String {
      "\(NumberText.count(estimate.low)) to \(NumberText.count(estimate.high))"
    }
    let law = prediction.method.label
    return [
      NumberText.count(prediction.clients), NumberText.count(prediction.throughput.likely),
      interval(prediction.throughput), NumberText.milliseconds(prediction.latency),
      prediction.station.map { NumberText.count($0.throughput.likely) } ?? "",
      prediction.station.map { interval($0.throughput) } ?? "",
      prediction.station.map { "law \(law); station \($0.method.label)" } ?? law,
    ]
  }
}

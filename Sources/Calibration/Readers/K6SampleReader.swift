import CatalogModel
import Quantities

/// Reads the samples of k6: `--out csv` (columns found by their names) and `--out json` (one JSON
/// object a line, of which those of type `Point` count).
///
/// Of the metrics, `http_req_duration` (ms), `http_reqs`, `http_req_failed`, `vus`, `iterations`,
/// `iteration_duration` and `dropped_iterations` are used.
enum K6SampleReader {
  static let used: Set<String> = [
    "http_req_duration", "http_reqs", "http_req_failed", "vus", "iterations", "iteration_duration",
    "dropped_iterations",
  ]

  static func read(
    _ bytes: [UInt8], _ kind: MeasurementKind, _ options: ReadingOptions,
    into result: inout Measurements, _ log: inout FindingLog
  ) {
    let lines = TextLines(bytes)
    var samples = SampleLog()
    if kind == .k6CSV {
      readTable(lines, into: &samples, &log)
    } else {
      readObjects(lines, into: &samples, &log)
    }
    guard log.errors == 0 else { return }
    result.observations = samples.observations(file: result.file, control: options.control, &log)
  }

  private static func readTable(
    _ lines: TextLines, into samples: inout SampleLog, _ log: inout FindingLog
  ) {
    guard let numbers = lines.numbers,
      let header = SeparatedRow.cells(lines.slice(1), separator: UInt8(ascii: ","))
    else { return }
    let names = header.map(\.text)
    guard let metric = names.firstIndex(of: "metric_name"),
      let time = names.firstIndex(of: "timestamp"), let value = names.firstIndex(of: "metric_value")
    else {
      log.error(
        log.place(1), "the columns metric_name, timestamp and metric_value are not all there",
        remedy: "give the file that `k6 run --out csv=...` wrote, with its first line")
      return
    }
    for number in numbers.dropFirst() where !lines.slice(number).isEmpty {
      let slice = lines.slice(number)
      // Most rows are of metrics that are not used.
      let name = String(decoding: slice.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
      if metric == 0, !used.contains(name) { continue }
      guard let cells = SeparatedRow.cells(slice, separator: UInt8(ascii: ",")) else {
        log.error(log.place(number), "a quote is not closed on this line")
        continue
      }
      guard cells.count > max(metric, time, value) else {
        log.error(
          log.place(number), "\(cells.count) columns where the first line has \(names.count)",
          remedy: number == lines.count ? "the file is cut short: remove this line" : nil)
        continue
      }
      guard let at = Timestamp.seconds(cells[time].text) else {
        log.error(
          log.place(number, cells[time].column), "`\(cells[time].text.prefix(40))` is no time")
        continue
      }
      guard let amount = cells[value].text.finiteNumber else {
        log.error(
          log.place(number, cells[value].column), "`\(cells[value].text.prefix(40))` is no number")
        continue
      }
      samples.add(cells[metric].text, at: at, amount)
    }
  }

  private static func readObjects(
    _ lines: TextLines, into samples: inout SampleLog, _ log: inout FindingLog
  ) {
    for number in lines.numbers ?? 1...1 where lines.count > 0 && !lines.slice(number).isEmpty {
      let slice = lines.slice(number)
      do {
        let node = try JSONText.parse(slice)
        guard node["type"]?.string == "Point", let metric = node["metric"]?.string,
          used.contains(metric)
        else { continue }
        guard let data = node["data"], let amount = data["value"]?.number,
          let at = data["time"]?.string.flatMap(Timestamp.seconds)
        else {
          log.error(log.place(number), "this point has no `data.time` or no `data.value`")
          continue
        }
        samples.add(metric, at: at, amount)
      } catch {
        log.error(
          log.place(number, error.offset - slice.startIndex + 1), "not JSON: \(error.message)",
          remedy: number == lines.count ? "the file is cut short: remove this line" : nil)
      }
    }
  }
}

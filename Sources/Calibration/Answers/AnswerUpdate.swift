package import CatalogModel
import OrderedCollections
import Quantities
import Queueing
package import Requirements

/// Which kind of request a demand belongs to.
package enum RequestChoice: Hashable, Sendable {
  /// The row of `requests` with this name.
  case row(String)
  /// The mix of all rows: each is scaled by the same factor, so that their mean is what was measured.
  case all
}

/// An answer that a calibration changes.
package struct AnswerChange: Hashable, Sendable {
  /// Such as `requests[browse].cpuMilliseconds`.
  package let path: String
  /// As it was written; nil where there was no answer.
  package let before: String?
  package let after: String
  /// Whether it is written as measured; as assumed where the law that it was fitted with does not hold.
  package let isMeasured: Bool
}

/// Which kind of query a demand of the database belongs to.
package enum QueryChoice: String, Hashable, Sendable, CaseIterable {
  case reads, writes

  var question: String {
    self == .reads ? "database.readCPUMilliseconds" : "database.writeCPUMilliseconds"
  }
}

/// Puts estimates into answers, as measured and with a note on how.
package struct AnswerUpdate {
  package private(set) var sheet: AnswerSheet
  package private(set) var changes: [AnswerChange] = []
  package private(set) var diagnostics: [Diagnostic] = []
  private let questionnaire: Questionnaire
  /// The kinds of request with their shares and the CPU times that hold without the measurement.
  private let classes: [RequestClass]
  private let file: String

  /// - Parameters:
  ///   - file: What messages call the answer file.
  package init(
    _ sheet: AnswerSheet, _ questionnaire: Questionnaire, classes: [RequestClass], file: String
  ) {
    self.sheet = sheet
    self.questionnaire = questionnaire
    self.classes = classes
    self.file = file
  }

  /// Puts in what a result says; nothing where a diagnostic says what is missing.
  ///
  /// - Parameter choice: What was sent; a row named `reads` or `writes` where the database was
  ///   measured.
  package mutating func apply(_ result: CalibrationResult, choice: RequestChoice?) {
    switch result.tier {
    case .compute: applyCompute(result, choice)
    case .database: applyDatabase(result, choice)
    }
  }

  /// Asks what was sent where neither the measurements nor the user say: what `apply` would ask, before
  /// anything was fitted, so that all that is missing is asked for at once.
  package mutating func requireChoice(
    _ choice: RequestChoice?, for files: [Measurements], tier: MeasuredTier?
  ) {
    guard choice == nil, !files.flatMap(\.observations).contains(where: { !$0.classes.isEmpty })
    else { return }
    switch tier {
    case .database: fail(Self.missingQuery, at: "database.readCPUMilliseconds")
    case .compute where classes.count > 1: fail(missingKind)
    case nil where classes.count > 1:
      fail(
        missingKind.message,
        remedy: missingKind.remedy + "; of a database, --class reads or --class writes")
    case .compute, nil: break
    }
  }

  private static let missingQuery = (
    message: "it is not known whether the queries were reads or writes",
    remedy: "add --class reads or --class writes; for a mix, measure them apart"
  )

  private var missingKind: (message: String, remedy: String) {
    let names = classes.map(\.name).joinedWithOr()
    return (
      "the measurements are of all requests together; the answers have \(classes.count) kinds",
      "add --class with \(names) if only that kind was sent, or --class all to keep their proportions"
    )
  }

  private mutating func fail(
    _ missing: (message: String, remedy: String), at id: String = "requests"
  ) {
    fail(missing.message, remedy: missing.remedy, at: id)
  }

  // MARK: Database

  private mutating func applyDatabase(_ result: CalibrationResult, _ choice: RequestChoice?) {
    let note = CalibrationNote.text(result)
    if let demand = result.demand, demand.classes.allSatisfy({ $0.name == nil }) {
      let name = if case .row(let name)? = choice { name } else { "" }
      guard let query = QueryChoice(rawValue: name) else {
        fail(
          choice == nil
            ? Self.missingQuery.message : "--class names no kind of query of a database",
          remedy: Self.missingQuery.remedy, at: "database.readCPUMilliseconds")
        return
      }
      setQuery(query, demand, result, note: note)
    }
    for item in result.demand?.classes ?? [] {
      guard let name = item.name else { continue }
      guard let query = QueryChoice(rawValue: name) else {
        fail(
          "the measurements have the class `\(name)`, which is no kind of query",
          remedy: "name the columns `throughput:reads` and `throughput:writes`",
          at: "database.readCPUMilliseconds")
        continue
      }
      set(
        query.question, to: item.demand, scale: 1000,
        isReliable: result.demand?.isReliable ?? false, note: note)
    }
    guard let scaling = result.processorScalability, let bootstrap = scaling.bootstrap else {
      return
    }
    for (id, estimate) in [
      ("database.contention", bootstrap.contention), ("database.coherency", bootstrap.coherency),
    ] {
      set(
        id, to: estimate, scale: 1, isReliable: scaling.isReliable,
        note: CalibrationNote.text(scaling, result))
    }
  }

  /// The CPU time of a query by one vCPU alone.
  ///
  /// Without a utilization, and where the contention of vCPUs was measured, it is the response of a
  /// single client by the scalability law, `1/λ`: a station without contention would count that into
  /// the demand, and the plan would count it twice. It holds the network, too, and so is not too low.
  private mutating func setQuery(
    _ query: QueryChoice, _ demand: CalibrationResult.Demand, _ result: CalibrationResult,
    note: String
  ) {
    if demand.law == .responseTime, let scaling = result.processorScalability,
      let rate = scaling.bootstrap?.unitThroughput, rate.low > 0
    {
      set(
        query.question,
        to: Estimate(low: 1 / rate.high, likely: 1 / rate.likely, high: 1 / rate.low), scale: 1000,
        isReliable: scaling.isReliable,
        note: "response of a single client by the "
          + CalibrationNote.text(scaling, result))
    } else if let estimate = demand.classes.first?.demand {
      set(
        query.question, to: estimate, scale: 1000, isReliable: demand.isReliable, note: note)
    }
  }

  private mutating func set(
    _ id: String, to value: Estimate, scale: Double, isReliable: Bool, note: String
  ) {
    guard let question = questionnaire.question(id), case .number(let kind) = question.kind,
      let rounded = fitting(
        Estimate(
          low: value.low * scale, likely: value.likely * scale, high: value.high * scale),
        kind, id)
    else { return }
    let answer = Answer(
      .number(rounded), confidence: isReliable ? .measured : .assumed, note: note)
    changes.append(change(id, sheet.answers[id], answer, question))
    sheet.answers[id] = answer
    sheet = sheet.inOrder(of: questionnaire)
  }

  // MARK: Compute

  private mutating func applyCompute(_ result: CalibrationResult, _ choice: RequestChoice?) {
    guard let demand = result.demand else { return }
    let note = CalibrationNote.text(result)
    let measured = demand.classes.compactMap { item in item.name.map { ($0, item.demand) } }
    if !measured.isEmpty {
      for (name, estimate) in measured {
        guard isRow(name, "the measurements have the class `\(name)`") else { continue }
        setCPU(of: name, to: estimate, isReliable: demand.isReliable, note: note)
      }
      return
    }
    guard let estimate = demand.classes.first?.demand else { return }
    switch choice ?? (classes.count == 1 ? .row(classes[0].name) : nil) {
    case nil: fail(missingKind)
    case .row(let name):
      guard isRow(name, "--class names `\(name)`") else { return }
      setCPU(of: name, to: estimate, isReliable: demand.isReliable, note: note)
    case .all:
      let mean = classes.reduce(0) { $0 + $1.share * $1.cpuTime.value }
      guard mean > 0 else { return }
      for row in classes {
        let factor = row.cpuTime.value / mean
        setCPU(
          of: row.name,
          to: Estimate(
            low: estimate.low * factor, likely: estimate.likely * factor,
            high: estimate.high * factor), isReliable: demand.isReliable,
          note: note + "; in proportion to the other kinds")
      }
    }
  }

  private mutating func isRow(_ name: String, _ saying: String) -> Bool {
    if classes.contains(where: { $0.name == name }) { return true }
    let names = classes.map(\.name)
    let near = Spelling.nearest(to: name, among: names).map { "did you mean `\($0)`? " } ?? ""
    fail(
      "\(saying), which is no kind of request in the answers",
      remedy: near + "the kinds are \(names.joinedWithOr())")
    return false
  }

  private mutating func fail(_ message: String, remedy: String, at id: String = "requests") {
    let place = sheet.answers[id]?.place ?? Place(file: file)
    diagnostics.append(Diagnostic(.error, at: place, message, remedy: remedy))
  }

  /// Sets the CPU time of a kind of request, in a row that is there or in the only one that is assumed.
  private mutating func setCPU(
    of name: String, to seconds: Estimate, isReliable: Bool, note: String
  ) {
    guard let question = questionnaire.question("requests"), case .table(let table) = question.kind,
      let column = table.column("cpuMilliseconds"), case .number(let kind) = column.kind
    else { return }
    let estimate = Estimate(
      low: seconds.low * 1000, likely: seconds.likely * 1000, high: seconds.high * 1000)
    let path = "requests[\(name)].cpuMilliseconds"
    guard let rounded = fitting(estimate, kind, path) else { return }
    var rows: [AnswerRow] = []
    if case .rows(let given) = sheet["requests"] { rows = given }
    let index = rows.firstIndex { row in
      if case .text(let text)? = row["name"]?.value { return text == name }
      return rows.count == 1
    }
    let answer = Answer(
      .number(rounded), confidence: isReliable ? .measured : .assumed, note: note)
    if let index {
      changes.append(change(path, rows[index]["cpuMilliseconds"], answer, column))
      rows[index]["cpuMilliseconds"] = answer
    } else {
      changes.append(change(path, nil, answer, column))
      var row = AnswerRow()
      row["name"] = Answer(.text(name))
      row["cpuMilliseconds"] = answer
      rows.append(row)
    }
    let old = sheet.answers["requests"]
    sheet.answers["requests"] = Answer(
      .rows(rows), place: old?.place, confidence: old?.confidence, note: old?.note)
    sheet = sheet.inOrder(of: questionnaire)
  }

  // MARK: Numbers

  /// The least half width of an interval, relative: levels that agree to the last digit say nothing
  /// about the next machine, and what has no width is never drawn.
  private static let leastMargin = 0.01

  /// The estimate within what the question allows, to four digits and no narrower than the least
  /// margin; nil after a diagnostic.
  private mutating func fitting(
    _ estimate: Estimate, _ kind: NumberKind, _ path: String
  ) -> Estimate? {
    guard estimate.likely >= kind.least, estimate.likely <= kind.greatest else {
      fail(
        "\(path): \(DecimalText.significant(estimate.likely)) is outside of what is possible",
        remedy: "check --vcpus and the units of the measurements")
      return nil
    }
    func rounded(_ value: Double) -> Double {
      let inside = min(kind.greatest, max(kind.least, value))
      return Self.rounded(inside, digits: 4)
    }
    return Estimate(
      low: rounded(min(estimate.low, estimate.likely * (1 - Self.leastMargin))),
      likely: rounded(estimate.likely),
      high: rounded(max(estimate.high, estimate.likely * (1 + Self.leastMargin))))
  }

  private static func rounded(_ value: Double, digits: Int) -> Double {
    guard value > 0, value.isFinite else { return value }
    var scale = 1.0
    while value * scale < 1000 && scale < 1e12 { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  private func change(
    _ path: String, _ before: Answer?, _ after: Answer, _ question: Question
  ) -> AnswerChange {
    AnswerChange(
      path: path, before: before.map { AnswerFormatter.text($0.value, for: question) },
      after: AnswerFormatter.text(after.value, for: question),
      isMeasured: after.confidence == .measured)
  }
}

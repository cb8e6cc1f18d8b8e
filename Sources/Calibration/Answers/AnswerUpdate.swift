package import CatalogModel
import OrderedCollections
import Quantities
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
  package mutating func apply(_ result: CalibrationResult, choice: RequestChoice?) {
    switch result.tier {
    case .compute: applyCompute(result, choice)
    case .database: break
    }
  }

  // MARK: Compute

  private mutating func applyCompute(_ result: CalibrationResult, _ choice: RequestChoice?) {
    guard let demand = result.demand else { return }
    let note = CalibrationNote.text(result)
    let measured = demand.classes.compactMap { item in item.name.map { ($0, item.demand) } }
    if !measured.isEmpty {
      for (name, estimate) in measured {
        guard isRow(name, "the measurements have the class `\(name)`") else { continue }
        setCPU(of: name, to: estimate, note: note)
      }
      return
    }
    guard let estimate = demand.classes.first?.demand else { return }
    switch choice ?? (classes.count == 1 ? .row(classes[0].name) : nil) {
    case nil:
      let names = classes.map(\.name).joinedWithOr()
      fail(
        "the measurements are of all requests together; the answers have \(classes.count) kinds",
        remedy:
          "add --class with \(names) if only that kind was sent, or --class all to keep their "
          + "proportions")
    case .row(let name):
      guard isRow(name, "--class names `\(name)`") else { return }
      setCPU(of: name, to: estimate, note: note)
    case .all:
      let mean = classes.reduce(0) { $0 + $1.share * $1.cpuTime.value }
      guard mean > 0 else { return }
      for row in classes {
        let factor = row.cpuTime.value / mean
        setCPU(
          of: row.name,
          to: Estimate(
            low: estimate.low * factor, likely: estimate.likely * factor,
            high: estimate.high * factor),
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

  private mutating func fail(_ message: String, remedy: String) {
    let place = sheet.answers["requests"]?.place ?? Place(file: file)
    diagnostics.append(Diagnostic(.error, at: place, message, remedy: remedy))
  }

  /// Sets the CPU time of a kind of request, in a row that is there or in the only one that is assumed.
  private mutating func setCPU(of name: String, to seconds: Estimate, note: String) {
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
    let answer = Answer(.number(rounded), confidence: .measured, note: note)
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

  /// The estimate within what the question allows, to four digits; nil after a diagnostic.
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
      low: rounded(estimate.low), likely: rounded(estimate.likely), high: rounded(estimate.high))
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
      after: AnswerFormatter.text(after.value, for: question))
  }
}

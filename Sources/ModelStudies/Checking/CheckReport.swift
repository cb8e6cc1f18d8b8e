import Quantities
import RealModule

/// All cases of all files, compared, with a summary per kind.
package struct VectorReport: Encodable, Sendable {
  /// A file and its cases.
  package struct File: Encodable, Sendable {
    package let file: String
    package let cases: [CaseCheck]

    package init(file: String, cases: [CaseCheck]) {
      self.file = file
      self.cases = cases
    }
  }

  /// What became of a kind.
  package struct Kind: Encodable, Sendable {
    package let kind: String
    package var cases = 0
    package var quantities = 0
    /// Quantities that are tagged exact, and those of them that are outside.
    package var exact = 0
    package var exactOutside = 0
    /// All others but measurements, and those of them that are outside.
    package var approximate = 0
    package var approximateOutside = 0
    /// Beyond the 99 % interval of a simulation, but within twice that.
    package var chance = 0
    package var notComputed = 0
    /// The greatest share of what is allowed that an error takes.
    package var worstExact: Double?
    package var worstApproximate: Double?
    /// Predictions beside measurements: the mean and the greatest relative error.
    package var reported = 0
    package var meanReportedError: Double?
    package var worstReportedError: Double?
  }

  package let files: [File]
  package let kinds: [Kind]

  package init(_ files: [File]) {
    self.files = files
    var kinds: [Kind] = []
    for one in files.flatMap(\.cases) {
      let index = kinds.firstIndex { $0.kind == one.kind } ?? kinds.count
      if index == kinds.count { kinds.append(Kind(kind: one.kind)) }
      kinds[index].add(one)
    }
    self.kinds = kinds
  }

  /// Whether every quantity that is tagged exact is within its tolerance.
  package var passes: Bool { kinds.allSatisfy { $0.exactOutside == 0 } }

  /// Whether every expected quantity of a known kind was compared, and there was one.
  ///
  /// A misspelt name, a refused case and an undefined number would otherwise pass unseen.
  package var isComplete: Bool { compared > 0 && kinds.allSatisfy { $0.notComputed == 0 } }

  /// Quantities that were compared with an expected or a measured value.
  private var compared: Int { kinds.reduce(0) { $0 + $1.exact + $1.approximate + $1.reported } }

  /// The report as text: a line per case, or per quantity, and the summary.
  package func text(everyQuantity: Bool) -> String {
    var text = ""
    for file in files {
      text += "\(file.file): \(file.cases.count) cases\n"
      text += (everyQuantity ? quantityTable(file) : caseTable(file)).lines
        .map { "  \($0)\n" }.joined()
      text += "\n"
    }
    var table = StudyTable(
      [
        "kind", "cases", "quantities", "exact", "outside", "worst", "approximate", "outside",
        "worst", "by chance", "not computed", "predicted", "mean error", "worst error",
      ], rightAligned: Set(1...13))
    for kind in kinds { table.add(kind.cells) }
    text += table.lines.map { $0 + "\n" }.joined() + predictionText
    let outside = kinds.reduce(0) { $0 + $1.exactOutside }
    let exact = kinds.reduce(0) { $0 + $1.exact }
    let missing = kinds.reduce(0) { $0 + $1.notComputed }
    if compared == 0 {
      text += "\nNothing was checked: no expected quantity was computed.\n"
    } else if exact == 0 {
      text += "\nNothing that is tagged exact was checked.\n"
    } else if outside == 0 {
      text += "\nAll \(exact) quantities tagged exact are within their tolerance.\n"
    } else {
      text += "\n\(outside) of \(exact) quantities tagged exact are outside their tolerance.\n"
    }
    if missing > 0, compared > 0 {
      text += "\(missing) expected quantities were not computed.\n"
    }
    return text
      + "worst: the error as a share of what is allowed: the tolerance, or the 99 % interval, with "
      + "the error class\nof an approximation. by chance: beyond that interval but within twice it.\n"
  }

  /// How far each way to predict is off, over all measurements that it was not fitted to.
  private var predictionText: String {
    var groups: [(name: String, errors: [Double])] = []
    for check in files.flatMap(\.cases).flatMap(\.quantities) where check.verdict == .reported {
      let name = String(check.quantity.prefix { $0 != "=" }.dropLast(" level".count))
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].errors.append(check.relativeError)
      } else {
        groups.append((name, [check.relativeError]))
      }
    }
    guard !groups.isEmpty else { return "" }
    func percent(_ share: Double) -> String { StudyNumber.text(share * 100, digits: 3) + " %" }
    var table = StudyTable(
      ["predicted beyond the fitted levels", "points", "mean error", "worst error"],
      rightAligned: [1, 2, 3])
    for group in groups {
      let mean = group.errors.reduce(0, +) / Double(group.errors.count)
      table.add([
        group.name, "\(group.errors.count)", percent(mean), percent(group.errors.max() ?? 0),
      ])
    }
    return "\n" + table.lines.map { $0 + "\n" }.joined()
  }

  private func caseTable(_ file: File) -> StudyTable {
    var table = StudyTable(
      ["case", "kind", "quantities", "worst at", "error", "allowed", "how", "result"],
      rightAligned: [2, 4, 5])
    for one in file.cases {
      let failures = one.quantities.count { $0.isFailure }
      let outside = one.quantities.count { $0.verdict == .outside } - failures
      let missing = one.quantities.count { $0.verdict == .notComputed }
      var result = one.refused.map { "refused: \($0)" } ?? ""
      if failures > 0 { result += "\(failures) WRONG" }
      if outside > 0 { result += (result.isEmpty ? "" : ", ") + "\(outside) outside" }
      if missing > 0 && one.refused == nil {
        result += (result.isEmpty ? "" : ", ") + "\(missing) not computed"
      }
      if result.isEmpty { result = "agrees" }
      let worst = one.worst
      let predicted = one.quantities.filter { $0.verdict == .reported }
      if worst == nil, !predicted.isEmpty {
        let greatest = predicted.max { $0.relativeError < $1.relativeError }
        table.add([
          one.id, one.kind, "\(one.quantities.count)", greatest?.quantity ?? "",
          "\(StudyNumber.text((greatest?.relativeError ?? 0) * 100, digits: 3)) %", "",
          greatest?.how ?? "", "reported",
        ])
        continue
      }
      table.add([
        one.id, one.kind, "\(one.quantities.count)", worst?.quantity ?? "",
        worst?.error.map { StudyNumber.text($0, digits: 3) } ?? "",
        worst?.tolerance.map { StudyNumber.text($0 + (worst?.errorClass ?? 0), digits: 3) } ?? "",
        worst?.how ?? "", result,
      ])
    }
    return table
  }

  private func quantityTable(_ file: File) -> StudyTable {
    var table = StudyTable(
      ["case", "quantity", "expected", "computed", "error", "tolerance", "how", "result"],
      rightAligned: [2, 3, 4, 5])
    for one in file.cases {
      if let refused = one.refused {
        table.add([one.id, "", "", "", "", "", "", "refused: \(refused)"])
      }
      for check in one.quantities {
        table.add([
          one.id, check.quantity, check.expected.map { StudyNumber.text($0) } ?? "",
          check.computed.map { StudyNumber.text($0) } ?? "",
          check.error.map { StudyNumber.text($0, digits: 3) } ?? "",
          check.tolerance.map { StudyNumber.text($0, digits: 3) } ?? "", check.method,
          check.isFailure ? "WRONG" : check.verdict.rawValue,
        ])
      }
    }
    return table
  }
}

extension QuantityCheck {
  /// The error relative to the expected value.
  var relativeError: Double {
    guard let error, let expected, expected != 0 else { return 0 }
    return (error / expected).magnitude
  }
}

extension VectorReport.Kind {
  fileprivate mutating func add(_ one: CaseCheck) {
    cases += 1
    quantities += one.quantities.count
    for check in one.quantities {
      switch check.verdict {
      case .notComputed:
        notComputed += 1
        continue
      case .reported:
        let before = (meanReportedError ?? 0) * Double(reported)
        reported += 1
        meanReportedError = (before + check.relativeError) / Double(reported)
        worstReportedError = max(worstReportedError ?? 0, check.relativeError)
        continue
      case .chance: chance += 1
      case .agrees, .outside: break
      }
      let ratio = check.ratio ?? .infinity
      if check.how == Method.exact.word {
        exact += 1
        if check.isFailure { exactOutside += 1 }
        worstExact = max(worstExact ?? 0, min(ratio, 1e300))
      } else {
        approximate += 1
        if check.verdict == .outside { approximateOutside += 1 }
        worstApproximate = max(worstApproximate ?? 0, min(ratio, 1e300))
      }
    }
  }

  fileprivate var cells: [String] {
    func share(_ value: Double?) -> String { value.map { StudyNumber.text($0, digits: 3) } ?? "" }
    func percent(_ value: Double?) -> String {
      value.map { StudyNumber.text($0 * 100, digits: 3) + " %" } ?? ""
    }
    func count(_ value: Int) -> String { value == 0 ? "" : "\(value)" }
    return [
      kind, "\(cases)", "\(quantities)", count(exact), count(exactOutside), share(worstExact),
      count(approximate), count(approximateOutside), share(worstApproximate), count(chance),
      count(notComputed), count(reported), percent(meanReportedError), percent(worstReportedError),
    ]
  }
}

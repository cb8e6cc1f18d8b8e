import Quantities
import Simulation

/// `docs/accuracy.md`: a pure function of the table of truths and the table of predictions.
package struct AccuracyReport {
  private let judged: [JudgedCell]
  /// Cases without a truth yet, and truths of cases that the suite no longer has.
  private let missing: Int

  /// A report on two tables; rows of unknown cases are left out.
  package init(truth: String, predictions: String) {
    let truths = Dictionary(
      truth.split(separator: "\n").compactMap { CellTruth(row: $0) }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let answers = Dictionary(
      predictions.split(separator: "\n").compactMap { CellPrediction(row: $0) }
        .map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    judged = AccuracyCells.all.compactMap { cell in
      guard let truth = truths[cell.id], let prediction = answers[cell.id] else { return nil }
      return JudgedCell(cell: cell, truth: truth, prediction: prediction)
    }
    missing = AccuracyCells.all.count - judged.count
  }

  private static let times: [CellTruth.Quantity] = [.mean, .p50, .p90, .p99]

  package var markdown: String {
    (["# Accuracy of the capacity model"] + [
      introduction, goals, families, heldOut, worst, unmet, sweeps, cells,
    ])
    .joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    let requests = judged.reduce(0) { $0 + $1.truth.requests }
    let precise = judged.count { cell in
      cell.truth.values.allSatisfy { $0.interval.relativeHalfWidth <= 0.01 }
    }
    var text = """
      <!-- Made by `make accuracy`; do not edit. -->

      \(judged.count) cases, each solved by the best method of `Queueing` and simulated by \
      `Simulation`, which shares no formula with it. The truth is `Tests/Accuracy/truth.tsv` (made as its `README.md` says): \
      twenty independent replications of each case, \(DecimalText.fixed(Double(requests))) counted \
      requests in all, and 99 % intervals by Student's t. In \(precise) of the cases every \
      interval is within 1 % of its value; the others ended at the limit of events. An error is \
      `model / truth - 1`, so that the truth's own error of up to 1 % is in it.
      """
    if missing > 0 { text += "\n\n\(missing) further cases have not been simulated yet." }
    return text
  }

  /// The goals of the design, met or missed.
  private var goals: String {
    func errors(_ quantity: CellTruth.Quantity) -> ErrorSummary {
      ErrorSummary(judged.compactMap { $0.error(quantity) })
    }
    let p99 = errors(.p99)
    var lines = [
      "## Goals", "", "| goal | found | |", "| --- | --- | --- |",
    ]
    func add(_ goal: String, _ found: String, _ isMet: Bool) {
      lines.append("| \(goal) | \(found) | \(isMet ? "met" : "**missed**") |")
    }
    add(
      "p99 within 3 % in 95 % of cases", "in \(Self.percent(p99.share(within: 0.03), 1))",
      p99.share(within: 0.03) >= 0.95)
    add(
      "p99 within 10 % at worst", "\(Self.percent(p99.greatest, 1)) at worst", p99.greatest <= 0.1)
    for quantity in [CellTruth.Quantity.p50, .p90] {
      let one = errors(quantity)
      add(
        "\(quantity.rawValue) within 2 %",
        "in \(Self.percent(one.share(within: 0.02), 1)), \(Self.percent(one.greatest, 1)) at worst",
        one.greatest <= 0.02)
    }
    let timed = judged.filter { $0.truth[.p99] != nil }
    let silent = timed.count { $0.prediction.values[.p99] == nil }
    add(
      "percentiles of every case", "none for \(silent) of \(timed.count) cases", silent == 0)
    let hits = errors(.hitRatio)
    add(
      "hit ratios within 1 %", "\(Self.percent(hits.greatest, 2)) at worst", hits.greatest <= 0.01)
    let present = ErrorSummary(
      [CellTruth.Quantity.presentFirst, .presentSecond, .presentThird].flatMap { quantity in
        judged.compactMap { $0.error(quantity) }
      })
    if !present.isEmpty {
      add(
        "numbers present in transients within 10 %",
        "in \(Self.percent(present.share(within: 0.1), 1)), "
          + "\(Self.percent(present.greatest, 1)) at worst", present.greatest <= 0.1)
    }
    return (lines + beyond).joined(separator: "\n")
  }

  /// The cases beyond a goal by family, each with the reason.
  private var beyond: [String] {
    let limits: [(CellTruth.Quantity, Double)] = [
      (.p50, 0.02), (.p90, 0.02), (.p99, 0.1), (.presentFirst, 0.1), (.presentSecond, 0.1),
      (.presentThird, 0.1), (.attempts, 0.1),
    ]
    let found = AccuracyCell.Family.allCases.compactMap { family -> String? in
      let cells = of(family).filter { cell in
        limits.contains { (cell.error($0.0)?.magnitude ?? 0) > $0.1 }
      }
      guard !cells.isEmpty else { return nil }
      let reason = Self.reasons[family].map { ": \($0)" } ?? ""
      return "- \(family.rawValue), \(cells.count) of \(of(family).count) cases\(reason)."
    }
    return found.isEmpty ? [] : ["", "Cases beyond a goal (of tries, beyond a tenth):", ""] + found
  }

  /// Why a method errs where it does.
  private static let reasons: [AccuracyCell.Family: String] = [
    .sharing: "constant demands at many busy processors, whose delay by sharing is not quite gamma",
    .forkJoin:
      "service that varies much at low loads, whose branches are idle together more often than waits "
      + "of that correlation are zero together",
    .layered:
      "several instances before a busy database, where the others are taken as open load, "
      + "though their threads limit them too",
    .retries:
      "few servers: who tries again at once finds the queue that it gave up, with its first "
      + "try still in it, where the equation takes tries as independent",
  ]

  private func of(_ family: AccuracyCell.Family) -> [JudgedCell] {
    judged.filter { $0.cell.family == family }
  }

  /// Median, 95th percentile and greatest error of each quantity by family.
  private var families: String {
    var lines = [
      "## Errors by family", "",
      "Median / 95th percentile / greatest of the cases, without sign.", "",
      "| family | cases | answered | mean | p50 | p90 | p99 |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    var others = [
      "", "| family | cases | answered | quantity | error |", "| --- | ---: | ---: | --- | ---: |",
    ]
    for family in AccuracyCell.Family.allCases {
      let cells = of(family)
      guard !cells.isEmpty else { continue }
      func text(_ quantity: CellTruth.Quantity) -> String {
        let summary = ErrorSummary(cells.compactMap { $0.error(quantity) })
        guard !summary.isEmpty else { return "-" }
        return [summary.median, summary.p95, summary.greatest].map { Self.percent($0, 2) }
          .joined(separator: " / ")
      }
      let answered = cells.count { !$0.prediction.values.isEmpty }
      let quantities = Set(cells.flatMap { $0.truth.values.map(\.quantity) })
      if quantities.contains(.p99) {
        lines.append(
          "| \(family.rawValue) | \(cells.count) | \(answered) | "
            + Self.times.map(text).joined(separator: " | ") + " |")
      } else {
        for quantity in CellTruth.Quantity.allCases where quantities.contains(quantity) {
          others.append(
            "| \(family.rawValue) | \(cells.count) | \(answered) | \(quantity.rawValue) | "
              + "\(text(quantity)) |")
        }
      }
    }
    return (lines + others).joined(separator: "\n")
  }

  /// The methods with constants that were fitted to cases of the suite, on these and on the others.
  private var heldOut: String {
    var lines = [
      "## Fitted and held out", "",
      "Two methods have a constant that was fitted to simulations of cases of the suite, which are "
        + "marked; a third, of repeated visits while a worker is held, has an exponent that was fitted to "
        + "one case of another family (two visits at 0.7). Parallel calls to single servers rest on the correlation of two waits, whose "
        + "exponent was fitted to simulated correlations alone; its interpolation over the load has "
        + "none, but was chosen when the errors of E4, LN(0.5) and LN(1.5) had been seen, as that of "
        + "repeated visits was when those of 2 to 5 visits had. Simulated after both were settled are "
        + "H2(1.5), LN(1.2) and W(0.7) in parallel and 4 and 6 visits; the layered cases that begin "
        + "with the number of instances after theirs. Greatest errors without sign.", "",
      "| family | cases | p50 | p90 | p99 |", "| --- | ---: | ---: | ---: | ---: |",
    ]
    for family in AccuracyCell.Family.allCases {
      let cells = of(family)
      guard cells.contains(where: \.cell.isFitted) else { continue }
      for isFitted in [true, false] {
        let part = cells.filter { $0.cell.isFitted == isFitted }
        let errors = [CellTruth.Quantity.p50, .p90, .p99].map { quantity in
          Self.percent(ErrorSummary(part.compactMap { $0.error(quantity) }).greatest, 1)
        }
        lines.append(
          "| \(family.rawValue), \(isFitted ? "fitted" : "held out") | \(part.count) | "
            + errors.joined(separator: " | ") + " |")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Where the sweeps of real systems are judged.
  private var sweeps: String {
    """
    ## Measured sweeps

    All of the above is the model against simulation of the same assumptions. How far the \
    scalability law and a fitted station are from real systems, fitted to the lower half of the \
    measured concurrencies and asked for the upper, is in [calibration.md](calibration.md): median \
    errors of some 7 % for the station and 32 % for the law, at worst above 100 % for the law.
    """
  }

  /// The three worst cases of each family.
  private var worst: String {
    var lines = [
      "## Worst cases", "", "| case | quantity | error | truth | method |",
      "| --- | --- | ---: | ---: | --- |",
    ]
    for family in AccuracyCell.Family.allCases {
      let sorted = of(family).compactMap { judged in judged.worst.map { (judged, $0) } }
        .sorted {
          ($0.1.error.magnitude, $1.0.cell.id) > ($1.1.error.magnitude, $0.0.cell.id)
        }
      for (judged, worst) in sorted.prefix(3) {
        let truth = judged.truth[worst.quantity]
        lines.append(
          "| \(judged.cell.id)\(judged.cell.isFitted ? " (fitted)" : "") | \(worst.quantity.rawValue) | \(Self.signed(worst.error)) | "
            + "\(Self.interval(truth)) | \(judged.prediction.method) |")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Which methods keep the goals from being met.
  private var unmet: String {
    var lines = [
      "## Methods that miss a goal", "",
      "Cases with p99 off by more than 3 %, or p50 or p90 by more than 2 %.", "",
      "| method | cases | missed | greatest p99 error |", "| --- | ---: | ---: | ---: |",
    ]
    let groups = Dictionary(grouping: judged.filter { $0.truth[.p99] != nil }) {
      "\($0.cell.family.rawValue): \($0.prediction.method)"
    }
    for (method, cells) in groups.sorted(by: { $0.key < $1.key }) {
      let missed = cells.count { cell in
        let limits: [(CellTruth.Quantity, Double)] = [(.p50, 0.02), (.p90, 0.02), (.p99, 0.03)]
        return limits.contains { quantity, limit in
          guard let error = cell.error(quantity) else { return true }
          return error.magnitude > limit
        }
      }
      guard missed > 0 else { continue }
      let p99 = ErrorSummary(cells.compactMap { $0.error(.p99) })
      let text = p99.isEmpty ? "no percentiles" : Self.percent(p99.greatest, 1)
      lines.append("| \(method) | \(cells.count) | \(missed) | \(text) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Every case with its tag.
  private var cells: String {
    var lines = [
      "## All cases", "", "<details><summary>\(judged.count) cases</summary>", "",
      "Errors in percent; a dash where the model has no such number.", "",
      "| case | tag | mean | p50 | p90 | p99 | other | widest interval |",
      "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in judged {
      func text(_ quantity: CellTruth.Quantity) -> String {
        one.error(quantity).map { DecimalText.fixed($0 * 100, 2) } ?? "-"
      }
      let other =
        [
          CellTruth.Quantity.hitRatio, .coldShare, .attempts, .presentFirst, .presentSecond,
          .presentThird,
        ]
        .filter { one.truth[$0] != nil }.map(text).joined(separator: ", ")
      let widest = one.truth.values.map(\.interval.relativeHalfWidth).max() ?? 0
      lines.append(
        "| \(one.cell.id) | \(one.prediction.tag) | "
          + (one.truth[.p99] == nil ? " |  |  | " : Self.times.map(text).joined(separator: " | "))
          + " | \(other) | \(DecimalText.fixed(widest * 100, 2)) |")
    }
    return (lines + ["", "</details>"]).joined(separator: "\n")
  }

  private static func percent(_ share: Double, _ places: Int) -> String {
    DecimalText.fixed(share * 100, places) + " %"
  }

  private static func signed(_ share: Double) -> String {
    (share > 0 ? "+" : "") + percent(share, 1)
  }

  private static func interval(_ one: StudentInterval?) -> String {
    guard let one else { return "" }
    return DecimalText.significant(one.value, 4) + " ± "
      + DecimalText.significant(one.halfWidth, 2)
  }
}

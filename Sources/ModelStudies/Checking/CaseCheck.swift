import CatalogModel

/// A case with all its comparisons.
package struct CaseCheck: Encodable, Sendable {
  package let id: String
  package let kind: String
  package let quantities: [QuantityCheck]
  /// Why nothing was computed, where that is so.
  package let refused: String?

  /// Computes a case and compares it; what cannot be read goes to the log.
  package init(_ one: VectorFile.Case, log: StudyLog) {
    id = one.id
    kind = one.kind
    guard let study = StudyKind.named(one.kind) else {
      log.warning(
        at: (one.node["kind"] ?? one.node).place,
        "\(one.id): the kind `\(one.kind)` is unknown, and the case is left out",
        remedy: Spelling.nearest(to: one.kind, among: StudyKind.all.map(\.name))
          .map { "did you mean `\($0)`?" })
      refused = "unknown kind"
      quantities = []
      return
    }
    if one.kind.hasPrefix("measured_") {
      let sweep = SweepCheck(one)
      quantities = sweep.quantities
      refused = sweep.refused
      return
    }
    let reader = StudyReader(one.inputs, log: log)
    reader.reference = StudyReader.Reference(
      times: Self.values(of: "t", in: one.expected),
      waits: Self.values(of: "tau_s", in: one.expected))
    Self.requireNumbers(one.expected, of: one.id, name: "", log)
    var answer = StudyAnswer()
    var reason: String?
    do {
      answer = try study.solve(reader)
      reader.finish()
    } catch let refusal as StudyRefusal {
      reason = refusal.reason
    } catch is StudyReader.Unreadable {
      reason = "its inputs cannot be read"
    } catch {
      reason = "it was not solved: \(error)"
    }
    refused = reason
    quantities = Self.compare(one.expected, answer, prefix: "")
  }

  /// Records every expected `value` that is no number: there is nothing to compare with.
  private static func requireNumbers(
    _ node: StudyNode, of id: String, name: String, _ log: StudyLog
  ) {
    if let value = node["value"], value.number == nil {
      log.error(
        at: value.place,
        "\(id): the expected value of \(name) is no number, found \(value.summary)",
        remedy: "write the value as a number")
    }
    for member in node.members {
      requireNumbers(member.value, of: id, name: "`\(member.key)`", log)
    }
    for element in node.elements { requireNumbers(element, of: id, name: name, log) }
  }

  /// The comparison that used most of what is allowed; of exact ones first.
  package var worst: QuantityCheck? {
    quantities.filter { $0.ratio != nil }.max { first, second in
      (first.isFailure ? 1 : 0, first.ratio ?? 0) < (second.isFailure ? 1 : 0, second.ratio ?? 0)
    }
  }

  /// All values of a variable in lists of points, in order of appearance.
  private static func values(of variable: String, in node: StudyNode) -> [Double] {
    var values: [Double] = []
    for member in node.members {
      for element in member.value.elements {
        if let value = element[variable]?.number, !values.contains(value) { values.append(value) }
      }
    }
    return values
  }

  private static func compare(_ expected: StudyNode, _ answer: StudyAnswer, prefix: String)
    -> [QuantityCheck]
  {
    var checks: [QuantityCheck] = []
    for member in expected.members {
      let name = prefix + member.key
      let entry = answer[member.key]
      switch member.value.content {
      case .object where member.value["value"] != nil:
        checks.append(QuantityCheck(name, member.value, quantity(entry)))
      case .list(let elements):
        for (index, element) in elements.enumerated() {
          checks += compare(element, entry, index: index, name: name)
        }
      // Names, and numbers that are no quantities, are information.
      default: continue
      }
    }
    return checks
  }

  private static func quantity(_ entry: StudyAnswer.Entry?) -> StudyQuantity? {
    if case .quantity(let quantity) = entry { quantity } else { nil }
  }

  /// Compares an element of a list: a point of a curve, one of a list, or a part.
  private static func compare(
    _ element: StudyNode, _ entry: StudyAnswer.Entry?, index: Int, name: String
  ) -> [QuantityCheck] {
    let isQuantity = element["value"] != nil
    switch entry {
    case .curve(let curve) where isQuantity:
      guard let point = element[curve.variable]?.number else {
        return [QuantityCheck("\(name).\(index + 1)", element, nil)]
      }
      let place = "\(name) \(curve.variable)=\(StudyNumber.point(point))"
      return [QuantityCheck(place, element, curve.value(point))]
    case .list(let list) where isQuantity:
      let quantity = list.indices.contains(index) ? list[index] : nil
      return [QuantityCheck("\(name).\(index + 1)", element, quantity)]
    case .series(let series):
      guard let point = element[series.variable]?.number else { return [] }
      return compare(
        element, series.answer(point),
        prefix: "\(name) \(series.variable)=\(StudyNumber.point(point)).")
    case .parts(let parts):
      let wanted = element["name"]?.text
      let part =
        parts.first { wanted != nil && $0.name == wanted }
        ?? (parts.indices.contains(index) ? parts[index] : StudyAnswer())
      return compare(element, part, prefix: "\(name).\(wanted ?? String(index + 1)).")
    default:
      return isQuantity
        ? [QuantityCheck("\(name).\(index + 1)", element, nil)]
        : compare(element, StudyAnswer(), prefix: "\(name).\(index + 1).")
    }
  }
}

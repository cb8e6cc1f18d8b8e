import Quantities

/// A line of a solution: a quantity with its full name, such as `stations.cpu.utilization`.
package struct SolutionLine: Encodable, Sendable {
  package let quantity: String
  /// The variable and its value where the quantity is a point of a curve, such as `p` and 0.99.
  package let at: Double?
  package let variable: String?
  /// Nil where the value is infinite or undefined; `text` then says which.
  package let value: Double?
  package let text: String
  package let unit: String
  /// One word: exact, approximate, bound, simulated or derived.
  package let how: String
  /// The word with its detail.
  package let method: String

  init(_ name: String, _ quantity: StudyQuantity, variable: String? = nil, at point: Double? = nil)
  {
    self.quantity = name
    at = point
    self.variable = variable
    value = quantity.value.isFinite ? quantity.value : nil
    text = StudyNumber.text(quantity.value)
    unit = quantity.unit
    how = quantity.method.word
    method = quantity.method.label
  }
}

extension StudyAnswer {
  /// All quantities as lines, parts under their names.
  package var lines: [SolutionLine] { lines(prefix: "") }

  private func lines(prefix: String) -> [SolutionLine] {
    var lines: [SolutionLine] = []
    for (key, entry) in entries {
      let name = prefix + key
      switch entry {
      case .quantity(let quantity): lines.append(SolutionLine(name, quantity))
      case .curve(let curve):
        for point in curve.points {
          guard let quantity = curve.value(point) else { continue }
          lines.append(SolutionLine(name, quantity, variable: curve.variable, at: point))
        }
      case .series(let series):
        for point in series.points {
          let place = "\(name) \(series.variable)=\(StudyNumber.point(point))."
          lines += series.answer(point).lines(prefix: place)
        }
      case .list(let quantities):
        for (index, quantity) in quantities.enumerated() {
          lines.append(SolutionLine("\(name).\(index + 1)", quantity))
        }
      case .parts(let parts):
        for (index, part) in parts.enumerated() {
          lines += part.lines(prefix: "\(name).\(part.name ?? String(index + 1)).")
        }
      }
    }
    return lines
  }
}

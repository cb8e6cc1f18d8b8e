/// The solutions of a file for people and for programs.
package struct SolutionReport: Encodable, Sendable {
  package struct Model: Encodable, Sendable {
    package let name: String
    package let kind: String
    /// Why there is no answer.
    package let refused: String?
    package let quantities: [SolutionLine]
  }

  package let models: [Model]

  package init(_ solutions: [ModelSolver.Solution]) {
    models = solutions.map { solution in
      switch solution.outcome {
      case .answer(let answer):
        Model(
          name: solution.name, kind: solution.kind, refused: nil, quantities: answer.lines)
      case .refused(let reason):
        Model(name: solution.name, kind: solution.kind, refused: reason, quantities: [])
      }
    }
  }

  /// Whether a model has no answer.
  package var hasRefusals: Bool { models.contains { $0.refused != nil } }

  /// A table per model.
  package var text: String {
    models.map { model in
      var text = "\(model.name) (\(model.kind))\n"
      if let refused = model.refused { return text + "  refused: \(refused)\n" }
      var table = StudyTable(["quantity", "value", "unit", "how"], rightAligned: [1])
      for line in model.quantities {
        let point = line.at.map { " \(line.variable ?? "")=\(StudyNumber.point($0))" } ?? ""
        table.add([line.quantity + point, line.text, line.unit, line.method])
      }
      text += table.lines.map { "  \($0)\n" }.joined()
      return text
    }.joined(separator: "\n")
  }
}

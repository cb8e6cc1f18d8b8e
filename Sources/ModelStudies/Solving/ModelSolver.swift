package import CatalogModel

/// Solves the models of a file: one, or a list of them under `models`.
package enum ModelSolver {
  /// A model and what came of it.
  package struct Solution: Sendable {
    package let name: String
    package let kind: String
    package let outcome: Outcome
  }

  /// An answer, or why there is none.
  package enum Outcome: Sendable {
    case answer(StudyAnswer)
    case refused(String)
  }

  /// What a file came to; no solutions where a diagnostic is an error.
  package struct Result: Sendable {
    package let solutions: [Solution]
    package let diagnostics: [Diagnostic]
  }

  /// Solves all models of a file.
  package static func solve(_ root: StudyNode) -> Result {
    let log = StudyLog(keysAreStrict: true)
    var solutions: [Solution] = []
    if root["models"] != nil {
      let reader = StudyReader(root, log: log)
      reader.ignore(["models", "name", "notes"])
      reader.finish()
      let models = (try? reader.objects("models")) ?? []
      for (index, model) in models.enumerated() {
        if let solution = solve(model, fallback: "model \(index + 1)", log) {
          solutions.append(solution)
        }
      }
    } else if case .object = root.content {
      let reader = StudyReader(root, log: log)
      if let solution = solve(reader, fallback: "model", log) { solutions.append(solution) }
    } else {
      log.error(
        at: root.place, "expected a mapping, found \(root.summary)",
        remedy: "write `kind: mmc` and the keys of that kind")
    }
    let diagnostics = log.diagnostics.sortedByPlace()
    return Result(
      solutions: diagnostics.hasErrors ? [] : solutions, diagnostics: diagnostics)
  }

  private static func solve(_ model: StudyReader, fallback: String, _ log: StudyLog) -> Solution? {
    guard let name = try? model.name(fallback), let kind = try? model.kind(),
      let study = StudyKind.named(kind)
    else { return nil }
    model.ignore(["notes"])
    do {
      let answer = try study.solve(model)
      model.finish()
      return Solution(name: name, kind: kind, outcome: .answer(answer))
    } catch let refusal as StudyRefusal {
      model.ignore(study.keys.map(\.name))
      model.finish()
      return Solution(name: name, kind: kind, outcome: .refused(refusal.reason))
    } catch {
      // Keys that it did not come to are no mistakes, but those of no kind are.
      model.ignore(study.keys.map(\.name) + ["service", "service_time_mean_s"])
      model.finish()
      model.reportUndefinedNumbers()
      // What is neither a mistake of the file nor a refusal in words must not pass for an answer.
      if !(error is StudyReader.Unreadable) {
        log.error(
          at: model.node.place, "the model `\(name)` (\(kind)) was not solved: \(error)",
          remedy: "this is a fault of the program; report it with the file")
      }
      return nil
    }
  }
}

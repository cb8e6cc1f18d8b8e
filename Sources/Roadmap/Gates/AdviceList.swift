import CatalogModel
import OptionScoring

/// What the catalog advises where its conditions hold.
struct AdviceList {
  let catalog: Catalog
  let signals: Signals

  /// The advice that is given, in the order of the catalog.
  var notes: [Note] {
    let check = ConditionCheck(signals: signals, catalog: catalog)
    return catalog.advice.filter { check.holds($0.when) }.map(note)
  }

  private func note(_ advice: AdviceDefinition) -> Note {
    let questions = advice.signals.flatMap { signals[named: $0]?.questions ?? [] }
    return Note(
      rule: advice.rule, text: text(advice), questions: Set(questions).sorted(),
      practice: advice.practice.map { Note.Practice(id: advice.id, statement: $0) })
  }

  /// The sentences with their values; of a service that is closed, what takes its place.
  private func text(_ advice: AdviceDefinition) -> String {
    if let service = advice.service.flatMap(catalog.service), !service.lifecycle.isOpen {
      return
        "\(service.name) is not recommended for anything new. It is \(service.lifecycle.advice)."
    }
    return advice.parts.map { part in
      switch part {
      case .words(let words): words
      case .signal(let name): signals[named: name]?.text ?? "an unknown value"
      }
    }.joined()
  }
}

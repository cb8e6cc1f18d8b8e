import CatalogModel
import OrderedCollections
import Quantities

extension OptionDefinition: CompiledValue {
  convenience init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), service: try reader.optionalText(), title: try reader.text(),
      summary: try reader.text(), like: try reader.optionalText(),
      substitution: try reader.optional(), isOffered: try reader.flag())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(service)
    writer.add(title)
    writer.add(summary)
    writer.add(like)
    writer.add(substitution)
    writer.add(isOffered)
  }
}

extension ConstraintDefinition: CompiledValue {
  convenience init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), rule: try reader.optionalText(), options: try reader.list(),
      when: try reader.list(), require: try reader.list(), text: try reader.text(),
      reason: try reader.choice(), examples: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(rule)
    writer.add(options)
    writer.add(when)
    writer.add(require)
    writer.add(text)
    writer.add(reason)
    writer.add(examples)
  }
}

extension CriterionDefinition: CompiledValue {
  convenience init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), rule: try reader.optionalText(), title: try reader.text(),
      weight: try reader.number(), factor: try reader.number(), when: try reader.list(),
      score: try ScoreRule(from: &reader), text: try reader.text(), reason: try reader.choice(),
      examples: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(rule)
    writer.add(title)
    writer.add(weight)
    writer.add(factor)
    writer.add(when)
    writer.add(score)
    writer.add(text)
    writer.add(reason)
    writer.add(examples)
  }
}

extension DecisionDefinition: CompiledValue {
  convenience init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), title: try reader.text(), options: try reader.list(),
      constraints: try reader.list(), criteria: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(title)
    writer.add(options)
    writer.add(constraints)
    writer.add(criteria)
  }
}

extension Condition: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      signal: try reader.text(), comparison: try Comparison(from: &reader))
  }

  func write(to writer: inout ValueWriter) {
    writer.add(signal)
    writer.add(comparison)
  }
}

extension CurvePoint: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      value: try reader.number(), score: try reader.number())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(value)
    writer.add(score)
  }
}

extension AdviceDefinition: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), rule: try reader.text(), when: try reader.list(),
      text: try reader.text(), practice: try reader.optionalText(),
      service: try reader.optionalText(), examples: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(rule)
    writer.add(when)
    writer.add(text)
    writer.add(practice)
    writer.add(service)
    writer.add(examples)
  }
}

extension HealthRule: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), part: try reader.choice(), namespace: try reader.text(),
      metric: try reader.text(), statistic: try reader.choice(), fires: try reader.choice(),
      threshold: try reader.number(), text: try reader.text(), citation: try reader.citation())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(part)
    writer.add(namespace)
    writer.add(metric)
    writer.add(statistic)
    writer.add(fires)
    writer.add(threshold)
    writer.add(text)
    writer.add(citation)
  }
}

extension MoveDefinition: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), leadDays: try reader.number(), irreversibility: try reader.number(),
      after: try reader.list(), migration: try reader.list(), rollback: try reader.text(),
      citation: try reader.citation())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(leadDays)
    writer.add(irreversibility)
    writer.add(after)
    writer.add(migration)
    writer.add(rollback)
    writer.add(citation)
  }
}

extension RuleRow: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), talk: try reader.text(), rule: try reader.text(),
      worksWhen: try reader.text())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(talk)
    writer.add(rule)
    writer.add(worksWhen)
  }
}

extension StageDefinition: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), label: try reader.text(), sizedFor: Users(try reader.number()))
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(label)
    writer.add(sizedFor.value)
  }
}

extension RuleExample: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      accepts: try reader.flag(), signals: try reader.table(), option: try reader.optionalText(),
      least: try reader.optionalNumber())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(accepts)
    writer.add(signals)
    writer.add(option)
    writer.add(least)
  }
}

extension Substitution: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    let prices: OrderedDictionary<String, String> = try reader.table()
    let facts: OrderedDictionary<String, String> = try reader.table()
    self.init(
      prices: Dictionary(uniqueKeysWithValues: prices.map { ($0.key, $0.value) }),
      facts: Dictionary(uniqueKeysWithValues: facts.map { ($0.key, $0.value) }),
      instancePriceRatio: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    for names in [prices, facts] {
      writer.add(OrderedDictionary(uniqueKeysWithValues: names.sorted { $0.key < $1.key }))
    }
    writer.add(instancePriceRatio)
  }
}

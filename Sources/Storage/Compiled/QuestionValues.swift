import CatalogModel
import Quantities
import Requirements

extension Questionnaire: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      groups: try reader.list(), contradictions: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(groups)
    writer.add(contradictions)
  }
}

extension Questionnaire.Group: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), title: try reader.text(), questions: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(title)
    writer.add(questions)
  }
}

extension Question: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), ask: try reader.text(), why: try reader.text(),
      kind: try QuestionKind(from: &reader), fallback: try reader.optional(),
      reason: try reader.text(), when: try reader.list(), isInShortPath: try reader.flag(),
      isMeasured: try reader.flag(), isVolunteered: try reader.flag(), synonyms: try reader.text())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(ask)
    writer.add(why)
    writer.add(kind)
    writer.add(fallback)
    writer.add(reason)
    writer.add(when)
    writer.add(isInShortPath)
    writer.add(isMeasured)
    writer.add(isVolunteered)
    writer.add(synonyms)
  }
}

extension Contradiction: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), severity: try reader.choice(), when: try reader.list(),
      text: try reader.text(), remedy: try reader.text(), questions: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(severity)
    writer.add(when)
    writer.add(text)
    writer.add(remedy)
    writer.add(questions)
  }
}

extension NumberKind: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      unit: try reader.choice(), least: try reader.number(), greatest: try reader.number(),
      isInteger: try reader.flag())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(unit)
    writer.add(least)
    writer.add(greatest)
    writer.add(isInteger)
  }
}

extension Choice: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), title: try reader.text(), service: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(title)
    writer.add(service)
  }
}

extension TableKind: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      rowName: try reader.text(), leastRows: try reader.whole(), greatestRows: try reader.whole(),
      columns: try reader.list())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(rowName)
    writer.add(leastRows)
    writer.add(greatestRows)
    writer.add(columns)
  }
}

extension Estimate: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      low: try reader.number(), likely: try reader.number(), high: try reader.number())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(low)
    writer.add(likely)
    writer.add(high)
  }
}

extension QuestionKind: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0: self = .number(try NumberKind(from: &reader))
    case 1: self = .choice(try reader.list())
    case 2: self = .choices(try reader.list())
    case 3: self = .flag
    case 4: self = .slug(longest: try reader.whole())
    case 5: self = .slugs(longest: try reader.whole())
    case 6: self = .line(longest: try reader.whole())
    case 7: self = .date
    case 8: self = .table(try TableKind(from: &reader))
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .number(let kind):
      writer.add(which: 0)
      writer.add(kind)
    case .choice(let choices):
      writer.add(which: 1)
      writer.add(choices)
    case .choices(let choices):
      writer.add(which: 2)
      writer.add(choices)
    case .flag: writer.add(which: 3)
    case .slug(let longest):
      writer.add(which: 4)
      writer.add(longest)
    case .slugs(let longest):
      writer.add(which: 5)
      writer.add(longest)
    case .line(let longest):
      writer.add(which: 6)
      writer.add(longest)
    case .date: writer.add(which: 7)
    case .table(let kind):
      writer.add(which: 8)
      writer.add(kind)
    }
  }
}

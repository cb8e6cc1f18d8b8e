import OrderedCollections
import Quantities
import Requirements

extension Fallback: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0: self = .value(try AnswerValue(from: &reader))
    case 1:
      let id = try reader.text()
      self = .fact(id: id, by: try reader.text())
    case 2:
      let estimate = try Estimate(from: &reader)
      self = .each(estimate, of: try reader.text())
    case 3: self = .answer(try reader.text())
    case 4: self = .columns(try reader.list())
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .value(let value):
      writer.add(which: 0)
      writer.add(value)
    case .fact(let id, let selector):
      writer.add(which: 1)
      writer.add(id)
      writer.add(selector)
    case .each(let estimate, let other):
      writer.add(which: 2)
      writer.add(estimate)
      writer.add(other)
    case .answer(let other):
      writer.add(which: 3)
      writer.add(other)
    case .columns(let columns):
      writer.add(which: 4)
      writer.add(columns)
    }
  }
}

extension AnswerValue: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0: self = .number(try Estimate(from: &reader))
    case 1: self = .choice(try reader.text())
    case 2: self = .choices(try reader.list())
    case 3: self = .flag(try reader.flag())
    case 4: self = .text(try reader.text())
    case 5:
      var rows: [AnswerRow] = []
      for _ in 0..<(try reader.count()) { rows.append(try reader.table()) }
      self = .rows(rows)
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .number(let estimate):
      writer.add(which: 0)
      writer.add(estimate)
    case .choice(let choice):
      writer.add(which: 1)
      writer.add(choice)
    case .choices(let choices):
      writer.add(which: 2)
      writer.add(choices)
    case .flag(let flag):
      writer.add(which: 3)
      writer.add(flag)
    case .text(let text):
      writer.add(which: 4)
      writer.add(text)
    case .rows(let rows):
      writer.add(which: 5)
      writer.add(count: rows.count)
      for row in rows { writer.add(row) }
    }
  }
}

/// An answer of a default, which stands at no place of a file.
extension Answer: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    let value = try AnswerValue(from: &reader)
    let confidence: Confidence? = try reader.flag() ? try reader.choice() : nil
    self.init(value, confidence: confidence, note: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(value)
    writer.add(confidence != nil)
    if let confidence { writer.add(confidence) }
    writer.add(note)
  }
}

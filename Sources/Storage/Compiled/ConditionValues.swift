import CatalogModel
import OrderedCollections

extension Comparison: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0: self = .atLeast(try Operand(from: &reader))
    case 1: self = .atMost(try Operand(from: &reader))
    case 2: self = .above(try Operand(from: &reader))
    case 3: self = .below(try Operand(from: &reader))
    case 4: self = .oneOf(try reader.list())
    case 5: self = .noneOf(try reader.list())
    case 6: self = .includes(try reader.text())
    case 7: self = .excludes(try reader.text())
    case 8: self = .equals(try reader.flag())
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .atLeast(let operand): write(0, operand, to: &writer)
    case .atMost(let operand): write(1, operand, to: &writer)
    case .above(let operand): write(2, operand, to: &writer)
    case .below(let operand): write(3, operand, to: &writer)
    case .oneOf(let texts):
      writer.add(which: 4)
      writer.add(texts)
    case .noneOf(let texts):
      writer.add(which: 5)
      writer.add(texts)
    case .includes(let member):
      writer.add(which: 6)
      writer.add(member)
    case .excludes(let member):
      writer.add(which: 7)
      writer.add(member)
    case .equals(let flag):
      writer.add(which: 8)
      writer.add(flag)
    }
  }

  private func write(_ which: UInt8, _ operand: Operand, to writer: inout ValueWriter) {
    writer.add(which: which)
    writer.add(operand)
  }
}

extension Operand: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self = try reader.flag() ? .fact(try reader.text()) : .number(try reader.number())
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .number(let number):
      writer.add(false)
      writer.add(number)
    case .fact(let id):
      writer.add(true)
      writer.add(id)
    }
  }
}

extension ScoreRule: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0: self = .table(try reader.table())
    case 1: self = .curve(signal: try reader.text(), points: try reader.list())
    case 2: self = .leastIsBest(signal: try reader.text())
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .table(let scores):
      writer.add(which: 0)
      writer.add(scores)
    case .curve(let signal, let points):
      writer.add(which: 1)
      writer.add(signal)
      writer.add(points)
    case .leastIsBest(let signal):
      writer.add(which: 2)
      writer.add(signal)
    }
  }
}

import CatalogModel
import OrderedCollections

extension Source: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), title: try reader.text(), location: try reader.text(),
      asOf: try reader.text(), confidence: try reader.choice(), note: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(title)
    writer.add(location)
    writer.add(asOf)
    writer.add(confidence)
    writer.add(note)
  }
}

extension Fact: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), value: try FactValue(from: &reader), unit: try reader.text(),
      citation: try reader.citation(), note: try reader.optionalText(),
      spread: try reader.optional())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(value)
    writer.add(unit)
    writer.add(citation)
    writer.add(note)
    writer.add(spread)
  }
}

extension Service: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), name: try reader.text(), category: try reader.text(),
      lifecycle: try Lifecycle(from: &reader), facts: try reader.table())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(name)
    writer.add(category)
    writer.add(lifecycle)
    writer.add(facts)
  }
}

extension Lifecycle: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      state: try reader.choice(), note: try reader.optionalText(), citation: try reader.citation(),
      replacement: try reader.list(), migration: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(state)
    writer.add(note)
    writer.add(citation)
    writer.add(replacement)
    writer.add(migration)
  }
}

extension LifecycleNotice: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      service: try reader.text(), notice: try reader.text(), citation: try reader.citation(),
      id: try reader.optionalText(), migration: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(service)
    writer.add(notice)
    writer.add(citation)
    writer.add(id)
    writer.add(migration)
  }
}

extension UnitDefinition: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), title: try reader.text(), least: try reader.number(),
      greatest: try reader.number())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(title)
    writer.add(least)
    writer.add(greatest)
  }
}

extension PurchaseOption: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      id: try reader.text(), title: try reader.text(), years: try reader.number(),
      upfrontShare: try reader.number(), rates: try reader.table(), measured: try reader.table())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(id)
    writer.add(title)
    writer.add(years)
    writer.add(upfrontShare)
    writer.add(rates)
    writer.add(measured)
  }
}

extension FactValue: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0: self = .number(try reader.number())
    case 1:
      let least = try reader.number()
      self = .range(least, try reader.number())
    case 2: self = .text(try reader.text())
    case 3: self = .flag(try reader.flag())
    case 4: self = .texts(try reader.list())
    case 5: self = .table(try reader.table())
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .number(let number):
      writer.add(which: 0)
      writer.add(number)
    case .range(let least, let greatest):
      writer.add(which: 1)
      writer.add(least)
      writer.add(greatest)
    case .text(let text):
      writer.add(which: 2)
      writer.add(text)
    case .flag(let flag):
      writer.add(which: 3)
      writer.add(flag)
    case .texts(let texts):
      writer.add(which: 4)
      writer.add(texts)
    case .table(let table):
      writer.add(which: 5)
      writer.add(table)
    }
  }
}

extension FactSpread: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    switch try reader.which() {
    case 0:
      let least = try reader.number()
      self = .range(least, try reader.number())
    case 1: self = .factor(try reader.number())
    default: throw DamagedTree()
    }
  }

  func write(to writer: inout ValueWriter) {
    switch self {
    case .range(let least, let greatest):
      writer.add(which: 0)
      writer.add(least)
      writer.add(greatest)
    case .factor(let factor):
      writer.add(which: 1)
      writer.add(factor)
    }
  }
}

package import OrderedCollections

/// The numbers of facts and of the entries of tables, by the places of their names.
package struct CatalogNumbers: Sendable {
  /// Where the number of a fact is kept, and that of every entry of a table as `id#key`.
  let places: NameTable
  let numbers: [Double]
  /// The numbers of the facts themselves, by their places; nil for entries of tables.
  let listed: [Double?]

  package init(
    planning: OrderedDictionary<String, Fact>, services: OrderedDictionary<String, Service>
  ) {
    var (places, numbers) = (NameTable(room: 2_000), [Double]())
    numbers.reserveCapacity(2_000)
    var name: [UInt8] = []
    /// The number of what `name` spells.
    func add(_ number: Double) {
      let place = name.withUnsafeBufferPointer { places.add($0) }
      if place < numbers.count { numbers[place] = number } else { numbers.append(number) }
    }
    func add(_ fact: Fact) {
      if let number = fact.number { add(number) }
      guard case .table(let entries) = fact.value else { return }
      name.append(UInt8(ascii: "#"))
      let count = name.count
      for (key, number) in entries {
        name.append(contentsOf: key.utf8)
        add(number)
        name.removeLast(name.count - count)
      }
    }
    for service in services.values {
      for (property, fact) in service.facts {
        name.removeAll(keepingCapacity: true)
        name.append(contentsOf: service.id.utf8)
        name.append(UInt8(ascii: "."))
        name.append(contentsOf: property.utf8)
        add(fact)
      }
    }
    // A planning fact hides a service's of the same id.
    for (id, fact) in planning {
      name.removeAll(keepingCapacity: true)
      name.append(contentsOf: id.utf8)
      add(fact)
    }
    listed = numbers.indices.map {
      places.contains(UInt8(ascii: "#"), inNameOf: $0) ? nil : numbers[$0]
    }
    (self.places, self.numbers) = (places, numbers)
  }
}

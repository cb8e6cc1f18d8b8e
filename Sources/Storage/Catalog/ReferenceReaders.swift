import CatalogModel

/// Reads `sources.yaml`: id to description.
enum SourcesReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [Source]? {
    root.mapping()?.cursors.compactMap { id, keyPlace, cursor in
      context.define(id, at: keyPlace)
      let keys = ["title", "location", "asOf", "confidence", "note"]
      guard let mapping = cursor.mapping(keys: keys) else { return nil }
      let title = mapping.required("title")?.text()
      let location = mapping.required("location")?.text()
      let asOf = mapping.required("asOf").flatMap { CitationReader.date($0, context) }
      let confidence = mapping.required("confidence")?.choice(of: Confidence.self)
      let note = mapping["note"].flatMap { $0.text() }
      guard let title, let location, let asOf, let confidence else { return nil }
      return Source(
        id: id, title: title, location: location, asOf: asOf, confidence: confidence, note: note)
    }
  }
}

/// Reads `units.yaml`: id to title and bounds.
enum UnitsReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [UnitDefinition]? {
    root.mapping()?.cursors.compactMap { id, keyPlace, cursor in
      context.define(id, at: keyPlace)
      guard let mapping = cursor.mapping(keys: ["title", "least", "greatest"]) else { return nil }
      let title = mapping.required("title")?.text()
      let least = mapping.required("least")?.number()
      let greatest = mapping.required("greatest")?.number()
      guard let title, let least, let greatest else { return nil }
      if least > greatest {
        cursor.error("the least value of `\(id)` is above the greatest", remedy: "swap them")
      }
      return UnitDefinition(id: id, title: title, least: least, greatest: greatest)
    }
  }
}

/// Reads a file of `planning/`: full fact id to fact.
enum PlanningReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [Fact]? {
    root.mapping()?.cursors.compactMap { id, keyPlace, cursor in
      context.define(id, at: keyPlace)
      return FactReader.read(cursor, id: id, context: context)
    }
  }
}

/// Reads `lifecycle-notices.yaml`: a list.
enum NoticesReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [LifecycleNotice]? {
    root.elements()?.compactMap { cursor in
      let keys = ["id", "service", "notice", "migration"] + CitationReader.keys
      guard let mapping = cursor.mapping(keys: keys) else { return nil }
      let service = mapping.required("service")?.text()
      let notice = mapping.required("notice")?.text()
      let citation = CitationReader.read(mapping, context: context)
      guard let service, let notice, let citation else { return nil }
      return LifecycleNotice(
        service: service, notice: notice, citation: citation,
        id: mapping["id"].flatMap { $0.text() },
        migration: mapping["migration"].flatMap { $0.text() })
    }
  }
}

import CatalogModel
import OrderedCollections

/// The log of one file and the references found in it, which are checked when all files are read.
final class FileContext {
  let log = DiagnosticLog()
  private(set) var citedSources: OrderedDictionary<String, Place> = [:]
  private(set) var namedFacts: OrderedDictionary<String, Place> = [:]
  private(set) var mentionedFacts: OrderedDictionary<String, Place> = [:]
  private(set) var namedServices: OrderedDictionary<String, Place> = [:]
  private(set) var definitions: OrderedDictionary<String, Place> = [:]

  /// A date that was found to be one.
  var latestDate: String?

  func cite(_ source: String, at place: @autoclosure () -> Place) {
    if citedSources[source] == nil { citedSources[source] = place() }
  }

  func nameFact(_ id: String, at place: Place) {
    if namedFacts[id] == nil { namedFacts[id] = place }
  }

  /// Notes a fact that may be of any type.
  func mention(_ fact: String, at place: Place) {
    if mentionedFacts[fact] == nil { mentionedFacts[fact] = place }
  }

  func nameService(_ id: String, at place: Place) {
    if namedServices[id] == nil { namedServices[id] = place }
  }

  func define(_ id: String, at place: Place) {
    if definitions[id] == nil { definitions[id] = place }
  }
}

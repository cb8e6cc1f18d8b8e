/// One thing in which two catalogs differ.
package struct CatalogChange: Hashable, Sendable {
  /// What kind of thing it is, in the order of reports.
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    case fact, price, instance, service, rule, option, stage
    case advice, row, move, health, purchase, notice, source, unit
  }

  package let subject: Subject
  /// `lambda.timeoutSeconds`, `alb.hour`, `m7g.large`, `compute/cost.weight`.
  package let id: String
  /// What it was, in words; nil for what is new.
  package let old: String?
  /// What it is now; nil for what is gone.
  package let new: String?

  package init(_ subject: Subject, _ id: String, from old: String?, to new: String?) {
    self.subject = subject
    self.id = id
    self.old = old
    self.new = new
  }

  /// The name that the thing has in its file, without the part that changed.
  package var anchor: String {
    switch subject {
    case .rule, .option:
      let name = id.split(separator: "/").last.map(String.init) ?? id
      return name.split(separator: ".").first.map(String.init) ?? name
    default: return id.split(separator: "#").first.map(String.init) ?? id
    }
  }
}

/// A change that an overlay makes, and where it stands.
package struct CatalogOverride: Hashable, Sendable {
  package let change: CatalogChange
  /// The overlay's file and line; the file as the plan names it, from the overlay's folder on.
  package let place: Place
  /// The discount that makes the change, where it is one.
  package let discount: String?

  package init(change: CatalogChange, place: Place, discount: String? = nil) {
    self.change = change
    self.place = place
    self.discount = discount
  }
}

extension Catalog {
  /// The catalog with a note of what overlays changed.
  package func noting(_ overrides: [CatalogOverride]) -> Catalog {
    var catalog = self
    catalog.overrides = overrides
    return catalog
  }
}

/// Something AWS said about a service that closes or has closed.
package struct LifecycleNotice: Hashable, Sendable {
  /// The name of the service as AWS writes it.
  package let service: String
  package let notice: String
  package let citation: Citation
  /// A name for answers to refer to; nil for a notice that no answer can name.
  package let id: String?
  /// What to move to, and how.
  package let migration: String?

  package init(
    service: String, notice: String, citation: Citation, id: String? = nil,
    migration: String? = nil
  ) {
    self.service = service
    self.notice = notice
    self.citation = citation
    self.id = id
    self.migration = migration
  }
}

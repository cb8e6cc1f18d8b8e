/// Something AWS said about a service that closes or has closed.
package struct LifecycleNotice: Hashable, Sendable {
  /// The name of the service as AWS writes it.
  package let service: String
  package let notice: String
  package let citation: Citation

  package init(service: String, notice: String, citation: Citation) {
    self.service = service
    self.notice = notice
    self.citation = citation
  }
}

package import Quantities

/// The parts of a network that deployment units in one VPC share, billed once.
package struct SharedCosts: Hashable, Sendable {
  /// The bill of each unit without what is shared, in the order of the units.
  package let own: [[CostItem]]
  /// What all of them share: of each part the greatest quantity that one of them needs.
  package let shared: [CostItem]

  /// Items of the bill that a second unit of the same network does not add to, by their names.
  static let names: Set<String> = [
    "NAT gateways", "public addresses of NAT gateways", "interface endpoints", "hosted zone",
  ]

  package init(_ bills: [[CostItem]]) {
    guard bills.count > 1 else {
      own = bills
      shared = []
      return
    }
    var shared: [CostItem] = []
    for item in bills.joined() where Self.names.contains(item.name) {
      guard let index = shared.firstIndex(where: { $0.name == item.name }) else {
        shared.append(item)
        continue
      }
      if item.quantity > shared[index].quantity { shared[index] = item }
    }
    own = bills.map { $0.filter { !Self.names.contains($0.name) } }
    self.shared = shared
  }

  package var total: USDPerMonth { own.map(\.total).sum() + shared.total }
}

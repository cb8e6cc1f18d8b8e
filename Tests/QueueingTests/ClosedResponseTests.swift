import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Percentiles of response times in closed networks, against closed forms and the means.
@Suite struct ClosedResponseTests {
  private func network(
    users: Int, think: Double, _ stations: [(servers: Int, demand: Double)]
  ) -> ClosedNetwork {
    ClosedNetwork(
      population: users, thinkTime: Seconds(think),
      stations: stations.enumerated().map { index, one in
        .init(
          name: "station \(index)", discipline: .queue(servers: one.servers),
          demands: [Seconds(one.demand)])
      })
  }

  @Test func whoFindsAllOthersWaitsForAllOfThem() throws {
    // Nobody thinks: the response is the sum of as many services as there are users.
    let response = try ClosedResponse(
      network(users: 12, think: 0, [(1, 0.5)]), orders: [.firstComeFirstServed])
    let path = try ResponsePath([.erlang(mean: Seconds(6), phases: 12)])
    for p in [0.5, 0.9, 0.99] {
      expectClose(response.percentile(p).value, path.percentile(p).value, 1e-6)
      expectClose(response.tail(beyond: path.percentile(p)), 1 - p, 1e-6)
    }
  }

  @Test(arguments: [ClosedResponse.Order.firstComeFirstServed, .processorSharing])
  func aSingleUserWaitsForNobody(_ order: ClosedResponse.Order) throws {
    let response = try ClosedResponse(
      network(users: 1, think: 2, [(1, 0.5), (4, 0.2)]), orders: [order, order])
    let path = try ResponsePath([
      .exponential(mean: Seconds(0.5)), .exponential(mean: Seconds(0.2)),
    ])
    for p in [0.5, 0.9, 0.99] {
      expectClose(response.percentile(p).value, path.percentile(p).value, 1e-6)
    }
  }

  @Test(arguments: [
    (5, 0.5), (20, 1.0), (20, 0.2),
  ])
  func theMeanIsThatOfTheExactSolution(_ users: Int, _ think: Double) throws {
    let network = network(users: users, think: think, [(2, 0.04), (1, 0.01)])
    let mean = try network.solveExactly().responseTime(class: 0).value
    for orders in [
      [ClosedResponse.Order.firstComeFirstServed, .firstComeFirstServed],
      [.processorSharing, .firstComeFirstServed], [.processorSharing, .processorSharing],
    ] {
      let response = try ClosedResponse(network, orders: orders)
      let step = mean / 20
      var sum = 0.0
      for index in 0..<300 {
        sum += step * response.tail(beyond: Seconds((Double(index) + 0.5) * step))
      }
      expectClose(sum, mean, 2e-3)
    }
  }

  @Test func classesHaveTheirOwnLaws() throws {
    let network = ClosedNetwork(
      classes: [
        .init(name: "short", population: 10, thinkTime: Seconds(0.5)),
        .init(name: "long", population: 5, thinkTime: Seconds(1)),
      ],
      stations: [
        .init(
          name: "processors", discipline: .queue(servers: 2),
          demands: [Seconds(0.02), Seconds(0.1)])
      ])
    let short = try ClosedResponse(network, orders: [.processorSharing], class: 0)
    let long = try ClosedResponse(network, orders: [.processorSharing], class: 1)
    let all = try ClosedResponse(network, orders: [.processorSharing])
    #expect(short.percentile(0.9) < all.percentile(0.9))
    #expect(all.percentile(0.9) < long.percentile(0.9))
  }
}

package import Quantities

/// How many users there are and how they behave.
package struct UserBehavior: Hashable, Sendable {
  package internal(set) var now: Users
  /// The share by which the users grow in a month.
  package internal(set) var monthlyGrowth: Double
  /// The share by which they grow at most.
  package let fastestGrowth: Double
  /// The share of all users that is active in the busiest minute.
  package internal(set) var activeShareAtPeak: Double
  package internal(set) var actionsPerMinute: Double
  /// The busiest usual hour over the average.
  package internal(set) var peakToAverage: Double
  /// The factor by which a rush exceeds the usual peak; 1 for none.
  package internal(set) var flashCrowd: Double
  /// How long a rush takes to rise to its height.
  package internal(set) var rushRise: Seconds
  /// The share of users on another continent.
  package internal(set) var distantShare: Double
  /// Where they are by continent, where that was answered; the shares add up to 1.
  package let places: [UserPlace]

  package init(
    now: Users, monthlyGrowth: Double, fastestGrowth: Double? = nil, activeShareAtPeak: Double,
    actionsPerMinute: Double, peakToAverage: Double, flashCrowd: Double, distantShare: Double,
    rushRise: Seconds = .zero, places: [UserPlace] = []
  ) {
    self.fastestGrowth = fastestGrowth ?? monthlyGrowth
    self.now = now
    self.monthlyGrowth = monthlyGrowth
    self.activeShareAtPeak = activeShareAtPeak
    self.actionsPerMinute = actionsPerMinute
    self.peakToAverage = peakToAverage
    self.flashCrowd = flashCrowd
    self.distantShare = distantShare
    self.rushRise = rushRise
    self.places = places
  }
}

/// A continent with a share of the users.
package struct UserPlace: Hashable, Sendable {
  /// Id of a choice of the column `continent`.
  package let continent: String
  package let share: Double

  package init(continent: String, share: Double) {
    self.continent = continent
    self.share = share
  }
}

/// What an interface delivers to users and asks of the back end.
package struct FrontEnd: Hashable, Sendable {
  /// Id of a choice of `frontEnd.kind`.
  package let kind: String
  package internal(set) var callsPerAction: Double
  /// Static bytes of an action that a browser does not have yet.
  package internal(set) var pageSize: Kilobytes
  /// CPU time of rendering one page on a server.
  package internal(set) var renderTime: Seconds
  /// Calls that an installed app makes in a day by itself; 0 for what is no app.
  package internal(set) var backgroundCalls: Double

  package init(
    kind: String, callsPerAction: Double, pageSize: Kilobytes, renderTime: Seconds,
    backgroundCalls: Double = 0
  ) {
    self.backgroundCalls = backgroundCalls
    self.kind = kind
    self.callsPerAction = callsPerAction
    self.pageSize = pageSize
    self.renderTime = renderTime
  }
}

/// How clients reach the system.
package struct Interface: Hashable, Sendable {
  /// Ids of the choices of `api.protocols`.
  package let protocols: [String]
  package let needsStaticAddresses: Bool
  package let hasInlineAppliance: Bool
  /// Authorizers or throttling in front of the code.
  package let needsEdgeManagement: Bool
  /// A key, a usage plan or a throttle for each client.
  package let needsClientPlans: Bool
  package let longestRequest: Seconds
  /// Whether clients subscribe to changes over GraphQL.
  package let hasSubscriptions: Bool

  package init(
    protocols: [String], needsStaticAddresses: Bool, hasInlineAppliance: Bool,
    needsEdgeManagement: Bool, needsClientPlans: Bool = false, longestRequest: Seconds,
    hasSubscriptions: Bool = false
  ) {
    self.hasSubscriptions = hasSubscriptions
    self.protocols = protocols
    self.needsStaticAddresses = needsStaticAddresses
    self.hasInlineAppliance = hasInlineAppliance
    self.needsEdgeManagement = needsEdgeManagement
    self.needsClientPlans = needsClientPlans
    self.longestRequest = longestRequest
  }
}

/// How far one side of a number has been moved.
struct SideSearch {
  let side: LeverSide
  /// Whether it is the number of users, along which one stage follows another: it is never idle.
  let isUsers: Bool
  /// The stop of the last probe, and of the one before.
  private(set) var reached: Int?
  private(set) var before: Int?
  private(set) var standings: FlipTrials.Standings?
  var isDone = false

  init(side: LeverSide, isUsers: Bool) {
    self.side = side
    self.isUsers = isUsers
  }

  mutating func reach(_ stop: Int, _ standings: FlipTrials.Standings) {
    before = reached
    reached = stop
    self.standings = standings
  }

  /// Whether the last probe moved no value that may turn some decisions.
  func isIdle(for decisions: [DecisionAddress], _ base: FlipTrials.Standings) -> Bool {
    guard !isUsers, let standings else { return false }
    return decisions.allSatisfy { standings[$0]?.turning == base[$0]?.turning }
  }
}

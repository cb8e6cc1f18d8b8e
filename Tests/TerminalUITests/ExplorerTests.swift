import Quantities
import Requirements
import SampleSessions
import TerminalUI
import Testing

@Suite struct ExplorerTests {
  private func lines(_ model: InterviewModel) -> [String] { view(model, size: model.size).lines }

  @Test func arrowKeysScrubTheUsers() {
    var model = Sample.interview()
    model.explore(.load)
    #expect(lines(model).contains { $0.contains("100 users") })
    model.press(.right)
    #expect(lines(model).contains { $0.contains("125 users") })
    model.press(.pageDown, .pageDown)
    #expect(lines(model).contains { $0.contains("12,500 users") })
    model.press(.end)
    #expect(lines(model).contains { $0.contains("100,000,000 users") })
    model.press(.right, .home, .left)
    #expect(lines(model).contains { $0.contains(" 1 users") })
  }

  @Test func loadsAreAskedForNearestToTheCursorAndOnePairAtATime() {
    var model = Sample.interview()
    model.press(.function(5))
    let commands = model.press(.character("2"))
    #expect(
      commands == [
        .compute(.loads(model.sheet, [LoadStep(20), LoadStep(19)], unit: nil), job: model.job)
      ])
    #expect(model.press(.right).isEmpty, "one pair is under way")
    let next = update(
      &model,
      .replied(
        Sample.reply(.loads(model.sheet, [LoadStep(20), LoadStep(19)], unit: nil)), job: model.job))
    #expect(
      next == [
        .compute(.loads(model.sheet, [LoadStep(21), LoadStep(22)], unit: nil), job: model.job)
      ])
  }

  @Test func aReplyForAnotherPlanIsDropped() {
    var model = Sample.interview()
    model.press(.function(5))
    let stale = model.job
    model.press(.escape)
    model.type("a")
    _ = update(&model, .replied(.pages(Sample.planPages, unit: nil), job: stale))
    _ = update(&model, .previewArrived(Sample.preview, job: model.job))
    model.press(.function(5))
    #expect(lines(model).contains { $0.contains("computing") })
  }

  @Test func enterTellsWhyANumberIsSo() {
    var model = Sample.interview()
    model.explore(.cost)
    model.press(.down, .down, .enter)
    #expect(model.overlay == .why)
    #expect(lines(model).contains { $0.contains("formula: 730 hours x 0.298 USD") })
    #expect(lines(model).contains { $0.contains("source: AWS price list") })
  }

  @Test func slidersChangeThePlanBesideTheOldOneAndAreTakenOver() {
    var model = Sample.interview()
    model.explore(.whatIf)
    let commands = model.press(.right)
    guard case .compute(.variant(let sheet), let job)? = commands.first else {
      Issue.record("\(commands)")
      return
    }
    #expect(sheet["users.now"] == .number(Estimate(121)))
    #expect(model.sheet["users.now"] == nil, "the answers stay until they are taken over")
    _ = update(&model, .replied(.variant(Sample.variant), job: job))
    let shown = lines(model)
    #expect(shown.contains { $0.contains("$412/month") && $0.contains("$926/month") })
    #expect(shown.contains { $0.contains("+125%") })
    model.press(.character("a"))
    #expect(model.sheet["users.now"] == .number(Estimate(121)))
    model.press(.function(8))
    #expect(model.sheet["users.now"] == nil)
  }

  @Test func aStaleVariantIsDropped() {
    var model = Sample.interview()
    model.explore(.whatIf)
    guard case .compute(_, let first)? = model.press(.right).first else {
      Issue.record("nothing asked for")
      return
    }
    model.press(.right)
    _ = update(&model, .replied(.variant(Sample.variant), job: first))
    #expect(!lines(model).contains { $0.contains("$926/month") })
  }

  @Test func goingBackToTheAnswerIsNoChange() {
    var model = Sample.interview()
    model.explore(.whatIf)
    model.press(.right, .left)
    #expect(model.press(.character("v")).isEmpty)
    #expect(lines(model).contains { $0.contains("Nothing is changed yet") })
  }

  @Test func aPageIsCopiedAsTextWithoutDrawings() {
    var model = Sample.interview()
    model.explore(.capacity)
    guard case .copy(let text)? = model.press(.character("c")).first else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.hasPrefix("Capacity\nResponse time over load. p99 passes 400 ms"))
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func theFirstLineIsOneWithAReasonAndTheKeyBarSaysWhereThereIsOne() {
    var model = Sample.interview()
    model.explore(.cost)
    #expect(lines(model).last?.contains("Enter why") == true)
    model.press(.enter)
    #expect(model.overlay == .why)
    model.press(.escape, .home)
    #expect(lines(model).last?.contains("Enter why") == false)
  }

  @Test func theBarsOfALoadCanBeAskedWhy() {
    var model = Sample.interview()
    model.explore(.load)
    model.press(.down, .down, .enter)
    #expect(model.overlay == .why)
    #expect(lines(model).contains { $0.contains("730 hours") })
    model.press(.escape)
    #expect(lines(model).contains { $0.contains("▸ database, CPU") })
  }

  @Test func theStatusLineTellsTheUsersThatAreLookedAt() {
    var model = Sample.interview()
    model.press(.function(5), .character("2"))
    #expect(lines(model).contains { $0.contains("at 100 users: computing") })
    model = Sample.interview()
    model.explore(.load)
    #expect(lines(model).contains { $0.contains("✓ at 100 users: 702 USD/month") })
    model.press(.pageDown, .pageDown, .pageDown, .pageDown)
    #expect(
      lines(model).contains { $0.contains("! at 1,000,000 users: 702") && $0.contains("missed") })
  }

  @Test func whereNoBoxesFitALineShowsTheTiers() {
    var model = Sample.interview()
    model.explore(.load)
    #expect(
      lines(model).contains { $0.contains("Users → CloudFront → ALB → ECS 29% +1 → RDS 14% +2") })
  }

  @Test func exportsAreCommands() {
    var model = Sample.interview()
    model.explore(.cost)
    #expect(model.press(.character("e"), .character("m")) == [.export(.markdown, model.sheet)])
    _ = update(&model, .exported(path: "shop.roadmap.md"))
    #expect(lines(model).contains { $0.contains("Written to shop.roadmap.md.") })
  }

  @Test(arguments: [1.0, 7, 100, 2500, 38_000, 1e6, 9e7])
  func theNearestStepIsWithinATenthOfADecade(_ users: Double) {
    let step = LoadStep(nearest: users)
    #expect(step.users / users > 0.79 && step.users / users < 1.26)
  }

  @Test func stepsAscendFromOneToAHundredMillion() {
    let users = (0...LoadStep.last).map { LoadStep($0).users }
    #expect(zip(users, users.dropFirst()).allSatisfy(<=))
    #expect(users.first == 1)
    #expect(users.last == 1e8)
  }
}

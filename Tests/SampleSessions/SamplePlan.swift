import Requirements
package import TerminalUI

/// A small plan for the explorer: every kind of block, and replies to every request.
extension Sample {
  @Sendable package static func reply(_ request: Request) -> Reply {
    switch request {
    case .pages(_, let unit): .pages(planPages, unit: unit)
    case .loads(_, let steps, let unit): .loads(steps.map(load), unit: unit)
    case .curve(_, let unit): .curve(curve, unit: unit)
    case .variant: .variant(variant)
    case .influence:
      .influence([
        Influence(AnswerPath(question: "users.now"), effect: 9.1, text: "cost +9.1%, p99 +0.4%"),
        Influence(
          AnswerPath(question: "data", cell: .init(row: 0, name: "main", column: "sizeGiB")),
          effect: 3.2, text: "cost +3.2%"),
        Influence(AnswerPath(question: "users.monthlyGrowth"), effect: 0, text: "nothing here"),
        Influence(AnswerPath(question: "budget.monthlyUSD"), effect: 0, text: "nothing here"),
      ])
    case .flips: .flips(flips)
    }
  }

  private static let flips = FlipReasons(
    blocks: [
      .table(
        PlanTable(
          [.init("Decision"), .init("Instead"), .init("When")],
          [.init(["decision 1", "ECS on EC2", "users.now reaches 12000 (now 100)"])]))
    ], parts: ["decision-1": [.init("reversed by", "users.now reaches 12000 (now 100)")]])

  private static let why = Why(
    "Cost: 412 USD/month",
    [
      .init("formula", "730 hours x 0.298 USD = 217.54 USD/month"), .init("price", "db.t4g.large"),
      .init("source", "AWS price list, as of 2026-11-01, primary"),
    ])

  private static let costTable = PlanTable(
    [.init("Tier"), .init("What"), .init("USD/month", isNumber: true)],
    [
      .init(["database", "db.t4g.large in two zones, general purpose", "217.54"], why: why),
      .init(["compute", "task vCPU-hours", "194.46"], why: why),
      .init(["in all", "", "412.00"], isProblem: true),
    ])

  private static let bars = BarChart(
    title: "In use",
    bars: [
      .init(label: "compute, CPU", share: 0.91, limit: 0.7, state: "! over", isProblem: true),
      .init(label: "database, CPU", share: 0.34, limit: 0.6, state: "ok", why: why),
      .init(label: "database, connections", share: 0.024, limit: 0.8, state: "ok"),
    ], sentence: "compute, CPU is over its limit.")

  package static let planPages: [PlanPage] = [
    PlanPage(.overview, [.paragraph("Every objective is met."), .table(costTable)]),
    PlanPage(
      .decisions,
      [
        .table(
          PlanTable(
            [.init("Decision"), .init("Chosen"), .init("Score", isNumber: true)],
            (1...30).map {
              .init(
                ["decision \($0)", "ECS on Fargate", "\($0).5"],
                why: Why(why.title, why.parts, subject: "decision-\($0)"))
            }))
      ]),
    PlanPage(.capacity, [.heading("In use"), .bars(bars)]),
    PlanPage(.cost, [.bars(bars), .heading("Items"), .table(costTable)]),
    PlanPage(.roadmap, roadmap), PlanPage(.failures, failures), PlanPage(.templates, templates),
    PlanPage(.sources, sources),
  ]

  private static let roadmap: [PlanPage.Block] = [
    .table(
      PlanTable(
        [.init("Stage"), .init("Entered"), .init("USD/month", isNumber: true), .init("Changes")],
        [
          .init(
            ["4, >100 users", "passed", "96", "2 steps"],
            why: Why("Stage 4, >100 users", [.init("effort", "3 person-days in all")])),
          .init(
            ["5, >1,000 users (now)", "now", "412", "a second zone; a read replica"],
            why: Why("Stage 5, >1,000 users", [.init("effort", "1 person-day in all")])),
        ])),
    .bars(
      BarChart(
        title: "Cost by stage",
        bars: [
          .init(label: "4, >100", share: 0.23, amount: "96 USD/month"),
          .init(label: "5, >1,000", share: 1, amount: "412 USD/month"),
        ], isComparison: true, sentence: "The last stage costs 412 USD/month.")),
  ]

  private static let failures: [PlanPage.Block] = [
    .paragraph("What becomes of the present load when something fails."),
    .table(
      PlanTable(
        [.init("Failure"), .init("Outcome"), .init("Figure"), .init("Remedy")],
        [
          .init(
            ["a zone is lost", "holds", "p99 230 ms", ""],
            why: Why("A zone is lost: holds", [.init("premise", "half of the machines are gone")])),
          .init(
            ["the cache is cold", "! fails", "database 140%", "warm it before traffic comes back"],
            why: Why(
              "The cache is cold: fails", [.init("premise", "every read goes to the database")]),
            isProblem: true),
        ])),
  ]

  private static let templates: [PlanPage.Block] = [
    .paragraph(
      "The files of the present stage.",
      keys: "Enter shows one, e writes those of all stages."),
    .table(
      PlanTable(
        [.init("File"), .init("Lines", isNumber: true)],
        [
          .init(
            ["terraform/main.tf", "2"],
            why: Why(
              "terraform/main.tf",
              [.init("", "resource \"aws_lb\" \"main\" {"), .init("", "}")]))
        ])),
  ]

  private static let sources: [PlanPage.Block] = [
    .heading("Assumed, for nobody answered"),
    .table(
      PlanTable(
        [.init("Question"), .init("Assumed", isNumber: true), .init("Range")],
        [
          .init(
            ["users.monthlyGrowth", "8%/month", "5%/month..12%/month"],
            why: Why("users.monthlyGrowth is assumed", [.init("why", "a young product")]))
        ])),
    .heading("Sources"),
    .table(
      PlanTable(
        [.init("Source"), .init("As of"), .init("Confidence")],
        [.init(["AWS price list", "2026-11-01", "primary"], why: why)])),
  ]

  package static let curve = CurveChart(
    title: "Response time over load", rates: (1...20).map { Double($0) * 25 },
    utilizations: (1...20).map { Double($0) * 0.049 },
    series: [
      .init(name: "p99", values: (1...20).map { 60 / (1 - Double($0) * 0.049) }),
      .init(name: "p50", values: (1...20).map { 9 / (1 - Double($0) * 0.049) }),
    ], objective: 400, objectiveLabel: "objective 400 ms",
    marks: [.init(rate: 45, label: "now"), .init(rate: 338, label: "knee")],
    sentence: "p99 passes 400 ms at 450 requests/s.")

  package static func load(_ step: LoadStep) -> LoadView {
    let use = Double(step.index) / 70
    return LoadView(
      step: step, stage: "Stage 5, > 1,000 users",
      nodes: [
        .init(column: 0, title: "Users", size: "\(step.index) requests/s"),
        .init(column: 1, title: "CloudFront", size: ""),
        .init(column: 2, title: "Application Load Balancer", size: "2 zones"),
        .init(
          column: 3, title: "ECS on Fargate", size: "2 tasks", utilization: use, limit: 0.7),
        .init(column: 3, title: "SQS", size: ""),
        .init(
          column: 4, title: "RDS for PostgreSQL", size: "db.t4g.large", utilization: use / 2,
          limit: 0.6),
        .init(column: 4, title: "S3", size: ""), .init(column: 4, title: "DynamoDB", size: "carts"),
      ],
      figures: [
        .init(["Carries", "11,743", "users"], why: why),
        .init(["Requests", "45", "/s, peak"]), .init(["p50", "13 ms", ""]),
        .init(["p95", "42.1 ms", "within 300 ms"]), .init(["p99", "64.4 ms", "within 800 ms"]),
        .init(["Cost", "702", "USD/month"], why: why, isProblem: use > 0.7),
        .init(["Next", "91%", "compute, CPU"]),
      ], bars: bars,
      summary:
        "702 USD/month, p99 64.4 ms, \(use <= 0.7 ? "every limit holds" : "missed: capacity")",
      isMet: use <= 0.7)
  }

  package static let variant = Preview(
    verdict: .missed, verdictText: "budget: 926 USD/month, required 900", stage: ">10,000 users",
    decisions: [.init(title: "compute", option: "ECS on EC2", margin: "")],
    monthlyCost: "$926/month", p99: "190 ms", nextBottleneck: "", findings: [],
    figures: PlanFigures(cost: 926, p99: 190, carried: 120_000, stage: 5), missed: ["budget"])
}

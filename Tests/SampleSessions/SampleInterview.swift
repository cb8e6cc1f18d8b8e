import CatalogModel
import OrderedCollections
import Quantities
package import Requirements
package import TerminalUI

/// A small questionnaire with every kind of question, and a reader just good enough for it.
package enum Sample {
  package static let questionnaire = Questionnaire(groups: [
    .init(
      id: "system", title: "The system",
      questions: [
        question(
          "system.name", "What is the system called?",
          why: "Names resources, tags and files; lower-case letters, digits and hyphens.",
          .slug(longest: 20), .text("application"), "a neutral name"),
        question(
          "system.region", "In which AWS region does it run?",
          why: "Prices, available instance types and the distance to users follow from it.",
          .choice(
            ["us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "ap-northeast-1", "sa-east-1"]
              .map { Choice(id: $0, title: $0) }), .choice("us-east-1"),
          "the region with the most instance types"),
        question(
          "system.today", "What carries it today?",
          why: "Moving costs effort; what stands today may be kept.",
          .choices([
            Choice(id: "nothing", title: "Nothing yet"),
            Choice(id: "single-server", title: "One server"),
            Choice(id: "containers", title: "Containers"),
          ]), .choices(["nothing"]), "a new system"),
      ]),
    .init(
      id: "users", title: "Users and growth",
      questions: [
        question(
          "users.now", "How many people use it today?",
          why: "The present stage and the present cost are computed for this number.",
          .number(NumberKind(unit: .count, least: 1, greatest: 1e10, isInteger: true)),
          .number(Estimate(low: 10, likely: 100, high: 1000)), "a system that has just opened"),
        question(
          "users.monthlyGrowth", "By what share does that number grow each month?",
          why: "Turns stages into dates.",
          .number(NumberKind(unit: .fractionPerMonth, least: 0, greatest: 2, isInteger: false)),
          .number(Estimate(0.08)), "a planning range for a young product"),
      ]),
    .init(
      id: "frontEnd", title: "Front end and interfaces",
      questions: [
        question(
          "frontEnd.kind", "How is the user interface delivered?",
          why: "Static files need no web tier; server-side rendering is load.",
          .choice([
            Choice(
              id: "static", title: "Static framework build (React, Angular, Vue, plain files)"),
            Choice(id: "ssr", title: "Server-side rendering per request"),
            Choice(id: "none", title: "No user interface"),
          ]), .choice("static"), "the most common start today"),
        question(
          "frontEnd.renderMilliseconds",
          "How much CPU time does rendering one page on the server take?",
          why: "Rendering is usually the largest CPU demand of a page.",
          .number(NumberKind(unit: .milliseconds, least: 0, greatest: 60000, isInteger: false)),
          .number(Estimate(30)), "a component framework",
          when: [Condition(signal: "frontEnd.kind", comparison: .oneOf(["ssr"]))]),
        question(
          "api.staticAddresses", "Must clients reach it at fixed IP addresses?",
          why: "An Application Load Balancer changes its addresses.", .flag, .flag(false),
          "clients resolve names"),
      ]),
    .init(
      id: "data", title: "Data",
      questions: [
        question(
          "data", "Which sets of data are there?",
          why: "Each set is placed by its own needs; one store need not fit all.",
          .table(
            TableKind(rowName: "data set", leastRows: 1, greatestRows: 3, columns: columns)),
          .rows([["name": Answer(.text("main"))]]), "one relational database"),
        Question(
          id: "budget.monthlyUSD", ask: "What may it cost in a month?",
          why: "A gate, and the reason to refuse what is elegant but dear.",
          kind: .number(
            NumberKind(unit: .dollarsPerMonth, least: 0, greatest: 1e9, isInteger: false)),
          fallback: nil, reason: "no budget given", when: [], isInShortPath: true,
          synonyms: "price, spending"),
      ]),
  ])

  private static let columns = [
    question(
      "name", "What is it called?", why: "Names the set.", .slug(longest: 20), .text("main"),
      "only one"),
    question(
      "content", "What does it hold?", why: "Files belong to object storage.",
      .choice([
        Choice(id: "relational", title: "Records with relations and transactions"),
        Choice(id: "files", title: "Files, images, media"),
      ]), .choice("relational"), "start with SQL"),
    question(
      "sizeGiB", "How large is it today?", why: "Storage cost.",
      .number(NumberKind(unit: .gibibytes, least: 0, greatest: 1e8, isInteger: false)),
      .number(Estimate(5)), "a young product"),
  ]

  private static func question(
    _ id: String, _ ask: String, why: String, _ kind: QuestionKind, _ fallback: AnswerValue,
    _ reason: String, when: [Condition] = []
  ) -> Question {
    Question(
      id: id, ask: ask, why: why, kind: kind, fallback: .value(fallback), reason: reason,
      when: when, isInShortPath: ["system.name", "users.now", "frontEnd.kind"].contains(id))
  }

  package static let preview = Preview(
    verdict: .met, verdictText: "Meets every objective", stage: ">1,000 users",
    decisions: [
      .init(title: "compute", option: "ECS on Fargate", margin: "+12 over Lambda"),
      .init(title: "database", option: "RDS for PostgreSQL", margin: "+7 over Aurora"),
      .init(title: "load balancing", option: "Application Load Balancer", margin: ""),
    ],
    monthlyCost: "$412/month", p99: "184 ms",
    nextBottleneck: "database CPU, at 38,000 users",
    findings: [.init(isError: false, text: "The shares of data add up to 0.8.")],
    figures: PlanFigures(cost: 412, p99: 184, carried: 38_000, stage: 4))

  /// The preview of a system of two units.
  package static let dividedPreview = Preview(
    verdict: .met, verdictText: "Meets every objective", stage: ">1,000 users",
    decisions: [
      .init(title: "front: compute", option: "ECS on Fargate", margin: "+12 over Lambda"),
      .init(title: "orders: compute", option: "Lambda", margin: ""),
    ],
    monthlyCost: "$512/month", p99: "204 ms", nextBottleneck: "orders: database CPU",
    findings: [], figures: PlanFigures(cost: 512, p99: 204, carried: 38_000, stage: 4),
    units: ["front", "orders"])

  /// An interview at its first question whose first preview has arrived.
  package static func interview(
    columns: Int = 80, rows: Int = 24, sheet: AnswerSheet = AnswerSheet(), glyphs: Glyphs = .full
  ) -> InterviewModel {
    var model = InterviewModel(
      questionnaire: questionnaire, sheet: sheet,
      size: Size(columns: columns, rows: rows), glyphs: glyphs)
    _ = model.start()
    _ = update(&model, .previewArrived(preview, job: model.job))
    return model
  }
}

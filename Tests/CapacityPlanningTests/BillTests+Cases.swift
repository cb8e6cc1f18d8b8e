import CapacityPlanning
import Quantities

extension BillTests {
  static let computeCases: [Case] = {
    let group = BillFixture.architecture(.autoScalingGroup)
    let pods = BillFixture.architecture(.eks)
    let tasks = BillFixture.architecture(.fargate, workers: .fargate)
    return [
      Case("EC2", group, "m7g.large instances", 3 * hours, at: "m7g.large"),
      Case("EC2", group, "root volumes", 3 * 30, at: "ebs.gp3.gb-month"),
      Case("EKS", pods, "root volumes", 3 * 50, at: "ebs.gp3.gb-month"),
      Case("EKS", pods, "EKS control plane", hours, at: "eks.control-plane.hour"),
      Case("Fargate", tasks, "task vCPU-hours", 3 * hours, at: "fargate.arm.vcpu-hour"),
      Case("Fargate", tasks, "task memory", 3 * hours * 2, at: "fargate.arm.gb-hour"),
      // 4,800 runs of a minute are 80 hours a day.
      Case(
        "Fargate", tasks, "job vCPU-hours", 80 * hours / 24, at: "fargate.arm.vcpu-hour",
        answers: { $0.runsPerDay = 4800 }),
    ]
  }()

  static let functionCases: [Case] = {
    // 10 ms of work, one read of 3 ms and half a write of 5 ms, in 1 GiB; 400,000 GB-s are free.
    let milliseconds = 10 + 3 + 0.5 * 5
    let time = requests * milliseconds / 1000
    let tier = "lambda.arm.gb-second.tier"
    let table = BillFixture.table(isOnDemand: true)
    let functions = BillFixture.architecture(
      .lambda, exposure: .httpAPI, balancing: .none, tables: [table], workers: .lambda)
    let workers = BillFixture.architecture(.fargate, tables: [table], workers: .lambda)
    let sql = BillFixture.architecture(
      .lambda, exposure: .httpAPI, balancing: .none, relational: BillFixture.relational(.aurora))
    // 4,800 runs of a minute a day in 2 GiB.
    let jobTime = 4800 * 60 * 2 * hours / 24
    let jobRuns = 4800 * hours / 24
    let manyRuns = jobRuns * 100
    return [
      Case("Lambda", functions, "function requests", requests - 1e6, at: "lambda.arm.request"),
      Case("Lambda", functions, "function time", time - 4e5, at: tier + "1"),
      // Ten thousand times the users: 4.07e10 GB-s.
      Case("Lambda", functions, "function time", 7.5e9, at: tier + "1", users: 2e8),
      Case("Lambda", functions, "function time", 1.125e10, at: tier + "2", users: 2e8),
      Case(
        "Lambda", functions, "function time", time * 1e4 - 4e5 - 1.875e10, at: tier + "3",
        users: 2e8),
      // 20 users send 262,800 requests.
      Case("Lambda, free", functions, "function requests", 0, at: "lambda.arm.request", users: 20),
      Case("Lambda, free", functions, "function time", 0, at: tier + "1", users: 20),
      // Aurora: a hop of 1 ms and 0.3 ms to read; a hop, 0.6 ms and a commit of 4 ms to write.
      Case(
        "Lambda and Aurora", sql, "function time",
        requests * (10 + 1.3 + 0.5 * 5.6) / 1000 - 4e5, at: tier + "1"),
      // The free tier is used up by the requests.
      Case(
        "jobs beside functions", functions, "job function time", jobTime, at: tier + "1",
        answers: { $0.runsPerDay = 4800 }),
      Case(
        "jobs beside functions", functions, "job function requests", jobRuns,
        at: "lambda.arm.request", answers: { $0.runsPerDay = 4800 }),
      // The steps go on where those of the requests ended.
      Case(
        "jobs beside functions", functions, "job function time", jobTime, at: tier + "3",
        users: 2e8,
        answers: {
          $0.runsPerDay = 4800
          $0.now = 2e8
        }),
      Case(
        "jobs alone", workers, "job function time", jobTime - 4e5, at: tier + "1",
        answers: { $0.runsPerDay = 4800 }),
      Case(
        "jobs alone", workers, "job function requests", 0, at: "lambda.arm.request",
        answers: { $0.runsPerDay = 4800 }),
      Case(
        "jobs alone", workers, "job function requests", manyRuns - 1e6, at: "lambda.arm.request",
        answers: { $0.runsPerDay = 480_000 }),
    ]
  }()

  static let entryCases: [Case] = {
    let balanced = BillFixture.architecture()
    let toFunctions = BillFixture.architecture(.lambda)
    let network = BillFixture.architecture(exposure: .nlb, balancing: .nlb)
    let both = BillFixture.architecture(exposure: .nlb, balancing: .nlbToALB)
    let web = BillFixture.architecture(frontEnd: .traditional)
    let api = BillFixture.architecture(exposure: .httpAPI, balancing: .none)
    let sockets = BillFixture.architecture(exposure: .webSocketAPI, balancing: .none)
    let inspected = BillFixture.architecture(hasInspection: true)
    let lcu = "ALB capacity units"
    return [
      Case("ALB", balanced, "ALB hours", hours, at: "alb.hour"),
      // Bytes: 1 GB an hour and unit, so a unit-hour for each GB.
      Case("ALB, bytes", balanced, lcu, responses, at: "alb.lcu-hour"),
      Case("ALB to functions", toFunctions, lcu, responses / 0.4, at: "alb.lcu-hour"),
      // A new connection for ten requests: 10 a second, of which a unit holds 25.
      Case(
        "ALB, connections", balanced, lcu, 10.0 / 25 * hours, at: "alb.lcu-hour",
        answers: { $0.kilobytes = 1 }),
      // A thousand users are connected on average, of whom a unit holds 3,000.
      Case(
        "ALB, WebSocket", balanced, lcu, 1000.0 / 3000 * hours, at: "alb.lcu-hour",
        answers: {
          $0.kilobytes = 1
          $0.actionsPerMinute = 0.6
          $0.protocols = ["http", "websocket"]
        }),
      // Without a CDN the files pass the balancer: 500 kB a page.
      Case(
        "ALB, files", web, lcu, responses + requests * 500 / 1e6, at: "alb.lcu-hour",
        answers: {
          $0.frontEnd = "traditional"
          $0.pageKilobytes = 500
        }),
      Case("NLB", network, "NLB hours", hours, at: "nlb.hour"),
      // TLS: 50 new flows a second and unit.
      Case(
        "NLB with TLS", network, "NLB capacity units", 10.0 / 50 * hours, at: "nlb.nlcu-hour",
        answers: { $0.kilobytes = 0.1 }),
      // TCP to an ALB: 800 new flows a second and unit, so the bytes decide.
      Case(
        "NLB to ALB", both, "NLB capacity units", responses / 100, at: "nlb.nlcu-hour",
        answers: { $0.kilobytes = 0.1 }),
      Case("GWLB", inspected, "GWLB hours", 2 * hours, at: "gwlb.hour"),
      Case("GWLB", inspected, "GWLB capacity units", responses, at: "gwlb.glcu-hour"),
      Case(
        "HTTP API", api, "HTTP API requests", requests, at: "apigateway.http.request.tier1"),
      // The link of an HTTP API ends at an ALB.
      Case("HTTP API", api, "ALB hours", hours, at: "alb.hour"),
      Case(
        "HTTP API", api, "HTTP API requests", 3e8, at: "apigateway.http.request.tier1",
        users: 40_000),
      Case(
        "HTTP API", api, "HTTP API requests", 2 * requests - 3e8,
        at: "apigateway.http.request.tier2", users: 40_000),
      Case(
        "WebSocket API", sockets, "WebSocket messages", requests,
        at: "apigateway.websocket.message.tier1"),
      Case(
        "WebSocket API", sockets, "WebSocket connection minutes", 1000 * hours * 60,
        at: "apigateway.websocket.connection-minute"),
    ]
  }()

  static let edgeCases: [Case] = {
    let files = BillFixture.architecture(frontEnd: .staticHosting, edge: .cloudFront)
    let sockets = BillFixture.architecture(
      edge: .cloudFront, exposure: .webSocketAPI, balancing: .none)
    let messages = BillFixture.architecture(edge: .cloudFront)
    let web: @Sendable (inout BillFixture.Answers) -> Void = {
      $0.frontEnd = "static"
      $0.pageKilobytes = 500
    }
    let gigabytes = responses + requests * 500 / 1e6
    let key = "cloudfront.us.out.gb.tier"
    let transfer = "CDN transfer to users"
    return [
      Case("CloudFront", files, transfer, 10_240, at: key + "1", answers: web),
      Case("CloudFront", files, transfer, 40_960, at: key + "2", answers: web),
      Case(
        "CloudFront", files, transfer, gigabytes - 1024 - 51_200, at: key + "3", answers: web),
      Case("CloudFront, free", files, transfer, 0, at: key + "1", users: 20, answers: web),
      // Five files a page and the call; ten million are free.
      Case(
        "CloudFront", files, "CDN requests", 6 * requests - 1e7,
        at: "cloudfront.us.request.https", answers: web),
      Case(
        "CloudFront, free", files, "CDN requests", 0, at: "cloudfront.us.request.https",
        users: 120, answers: web),
      // A WebSocket API has a name of its own.
      Case(
        "CloudFront beside a WebSocket API", sockets, "CDN requests", 0,
        at: "cloudfront.us.request.https"),
      // Of messages ten go over one connection.
      Case(
        "CloudFront before WebSocket", messages, "CDN requests", requests / 10 - 1e7,
        at: "cloudfront.us.request.https", answers: { $0.protocols = ["websocket"] }),
      Case(
        "S3", files, "static files read by the CDN", 5 * requests * 0.05, at: "s3.get.request",
        answers: web),
      Case(
        "straight", BillFixture.architecture(), "data transfer to users", responses - 100,
        at: "transfer.internet-out.gb.tier1"),
    ]
  }()
}

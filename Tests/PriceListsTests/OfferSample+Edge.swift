/// Offers of what stands before the servers, of files and of transfer.
extension OfferSample {
  static let elb = OfferSample(
    file: OfferFile(
      offer: "AWSELB",
      products: [
        product("ALB", "Load Balancer-Application", "EUW2-LoadBalancerUsage", "Hrs", "0.02646"),
        product("ALBLCU", "Load Balancer-Application", "EUW2-LCUUsage", "LCU-Hrs", "0.0084"),
        product("NLB", "Load Balancer-Network", "EUW2-LoadBalancerUsage", "Hrs", "0.02646"),
        product("NLBLCU", "Load Balancer-Network", "EUW2-LCUUsage", "LCU-Hrs", "0.0063"),
        product("GWLB", "Load Balancer-Gateway", "EUW2-LoadBalancerUsage", "Hrs", "0.0131"),
        product("GWLBLCU", "Load Balancer-Gateway", "EUW2-LCUUsage", "LCU-Hrs", "0.0042"),
        product("CLB", "Load Balancer", "EUW2-LoadBalancerUsage", "Hrs", "0.0294"),
        product("CLBGB", "Load Balancer", "EUW2-DataProcessing-Bytes", "GB", "0.0084"),
        product("TRUST", "Load Balancer-Application", "EUW2-TS-LoadBalancerUsage", "Hrs", "0.0056"),
        product(
          "RESERVEDLCU", "Load Balancer-Application", "EUW2-ReservedLCUUsage", "ReservedLCU-Hr",
          "0.0084"),
        product(
          "OUTPOST", "Load Balancer-Application", "EUW2-Outposts-LCUUsage", "LCU-Hrs", "0",
          ["locationType": "AWS Outposts"]),
      ]),
    expected: [
      "eu-west-2 services alb.hour dollars = 0.02646",
      "eu-west-2 services alb.lcu-hour dollars = 0.0084",
      "eu-west-2 services clb.gb dollars = 0.0084", "eu-west-2 services clb.hour dollars = 0.0294",
      "eu-west-2 services gwlb.glcu-hour dollars = 0.0042",
      "eu-west-2 services gwlb.hour dollars = 0.0131",
      "eu-west-2 services nlb.hour dollars = 0.02646",
      "eu-west-2 services nlb.nlcu-hour dollars = 0.0063",
    ])

  static let apiGateway = OfferSample(
    file: OfferFile(
      offer: "AmazonApiGateway",
      products: [
        tiered(
          "REST", "API Calls", "EUW2-ApiGatewayRequest", "Requests",
          [
            ("1000000000", "20000000000", "0.0000028300"), ("0", "333000000", "0.0000035000"),
            ("20000000000", "Inf", "0.0000018000"), ("333000000", "1000000000", "0.0000033300"),
          ]),
        tiered(
          "HTTP", "API Calls", "EUW2-ApiGatewayHttpRequest", "Requests",
          [("0", "300000000", "0.00000116"), ("300000000", "Inf", "0.00000104")]),
        tiered(
          "MESSAGE", "WebSocket", "EUW2-ApiGatewayMessage", "Messages",
          [("0", "1000000000", "0.00000119"), ("1000000000", "Inf", "0.00000099")]),
        product("MINUTE", "WebSocket", "EUW2-ApiGatewayMinute", "minutes", "0.000000297"),
        product(
          "CACHE", "Amazon API Gateway Cache", "EUW2-ApiGatewayCacheUsage:1.55GB", "Hrs", "0.038",
          ["cacheMemorySizeGb": "1.6"]),
        product(
          "PORTAL", "Amazon API Gateway Portals", "EUW2-APIGateway-Portal-Months", "Month",
          "170.29"),
      ]),
    expected: [
      "eu-west-2 services apigateway.cache.1.6gb.hour dollars = 0.038",
      "eu-west-2 services apigateway.http.request.tier1 dollars = 0.00000116",
      "eu-west-2 services apigateway.http.request.tier2 dollars = 0.00000104",
      "eu-west-2 services apigateway.rest.request.tier1 dollars = 0.0000035",
      "eu-west-2 services apigateway.rest.request.tier2 dollars = 0.00000333",
      "eu-west-2 services apigateway.rest.request.tier3 dollars = 0.00000283",
      "eu-west-2 services apigateway.rest.request.tier4 dollars = 0.0000018",
      "eu-west-2 services apigateway.websocket.connection-minute dollars = 0.000000297",
      "eu-west-2 services apigateway.websocket.message.tier1 dollars = 0.00000119",
      "eu-west-2 services apigateway.websocket.message.tier2 dollars = 0.00000099",
    ])

  static let s3 = OfferSample(
    file: OfferFile(
      offer: "AmazonS3",
      products: [
        tiered(
          "STANDARD", "Storage", "EUW2-TimedStorage-ByteHrs", "GB-Mo",
          [("0", "51200", "0.024"), ("51200", "512000", "0.023"), ("512000", "Inf", "0.022")],
          ["volumeType": "Standard"]),
        product("SIA", "Storage", "EUW2-TimedStorage-SIA-ByteHrs", "GB-Mo", "0.0131"),
        product("ZIA", "Storage", "EUW2-TimedStorage-ZIA-ByteHrs", "GB-Mo", "0.0105"),
        product("GIR", "Storage", "EUW2-TimedStorage-GIR-ByteHrs", "GB-Mo", "0.005"),
        product("PUT", "API Request", "EUW2-Requests-Tier1", "Requests", "0.0000053"),
        product("GET", "API Request", "EUW2-Requests-Tier2", "Requests", "0.00000042"),
        product("SIAPUT", "API Request", "EUW2-Requests-SIA-Tier1", "Requests", "0.00001"),
        product(
          "ANNOTATION", "Storage", "EUW2-Annotation-TimedStorage-ByteHrs", "GB-Mo", "0.024",
          ["volumeType": "Annotations"]),
        product(
          "ANNOTATIONPUT", "API Request", "EUW2-Requests-Annotation-Tier1", "Requests", "0.0000053"),
      ]),
    expected: [
      "eu-west-2 services s3.get.request dollars = 0.00000042",
      "eu-west-2 services s3.glacier-ir.gb-month dollars = 0.005",
      "eu-west-2 services s3.onezone-ia.gb-month dollars = 0.0105",
      "eu-west-2 services s3.put-copy-post-list.request dollars = 0.0000053",
      "eu-west-2 services s3.standard-ia.gb-month dollars = 0.0131",
      "eu-west-2 services s3.standard.gb-month.tier1 dollars = 0.024",
      "eu-west-2 services s3.standard.gb-month.tier2 dollars = 0.023",
      "eu-west-2 services s3.standard.gb-month.tier3 dollars = 0.022",
    ])

  static let cloudFront = OfferSample(
    file: OfferFile(
      offer: "AmazonCloudFront",
      products: [
        tiered(
          "EUOUT", "Data Transfer", "EU-DataTransfer-Out-Bytes", "GB",
          [("0", "10240", "0.085"), ("10240", "51200", "0.08"), ("51200", "Inf", "0.06")],
          region: "", ["location": "Europe"]),
        product(
          "JPORIGIN", "Data Transfer", "JP-DataTransfer-Out-OBytes", "GB", "0.06", region: "",
          ["location": "Japan"]),
        product(
          "USHTTP", "Request", "US-Requests-Tier1", "Requests", "0.0000007500", region: "",
          ["location": "United States"]),
        product(
          "USHTTPS", "Request", "US-Requests-Tier2-HTTPS", "Requests", "0.000001", region: "",
          ["location": "United States"]),
        product(
          "USPROXY", "Request", "US-Requests-HTTPS-Proxy", "Requests", "0.000001", region: "",
          ["location": "United States"]),
        tiered(
          "FUNCTIONS", "Request", "Executions-CloudFrontFunctions", "Requests",
          [("0", "2000000", "0"), ("2000000", "Inf", "0.0000001")], region: "",
          ["location": "Any"]),
        allowance(
          "FREE", "Data Transfer", "Global-DataTransfer-Out-Bytes", "GB", to: "1024",
          location: "Any"),
      ]),
    expected: [
      "global services cloudfront.eu.out.gb.tier1 dollars = 0.085",
      "global services cloudfront.eu.out.gb.tier2 dollars = 0.08",
      "global services cloudfront.eu.out.gb.tier3 dollars = 0.06",
      "global services cloudfront.function.invocation dollars = 0.0000001",
      "global services cloudfront.jp.to-origin.gb dollars = 0.06",
      "global services cloudfront.us.request.http dollars = 0.00000075",
      "global services cloudfront.us.request.https dollars = 0.000001",
    ])

  private static func transfer(
    _ sku: String, _ type: String, from: (String, String), to: (String, String), _ usage: String,
    _ tiers: [(String, String, String)]
  ) -> OfferFile.Product {
    var product = tiered(sku, "Data Transfer", usage, "GB", tiers)
    product.attributes = [
      "usagetype": usage, "transferType": type, "fromLocation": from.0, "fromRegionCode": from.1,
      "toLocation": to.0, "toRegionCode": to.1,
    ]
    return product
  }

  static let dataTransfer: OfferSample = {
    let london = ("EU (London)", "eu-west-2")
    let outside = ("External", "")
    return OfferSample(
      file: OfferFile(
        offer: "AWSDataTransfer",
        products: [
          transfer(
            "OUT", "AWS Outbound", from: london, to: outside, "EUW2-DataTransfer-Out-Bytes",
            [
              ("0", "10240", "0.09"), ("10240", "51200", "0.085"), ("51200", "153600", "0.07"),
              ("153600", "Inf", "0.05"),
            ]),
          transfer(
            "GLOBAL", "AWS Outbound", from: ("Global", ""), to: outside,
            "Global-DataTransfer-Out-Bytes", [("0", "100", "0")]),
          transfer(
            "IN", "AWS Inbound", from: outside, to: london, "EUW2-DataTransfer-In-Bytes",
            [("0", "Inf", "0.0000000000")]),
          transfer(
            "IRELAND", "InterRegion Outbound", from: london, to: ("EU (Ireland)", "eu-west-1"),
            "EUW2-EU-AWS-Out-Bytes", [("0", "Inf", "0.02")]),
          transfer(
            "CAPETOWN", "InterRegion Outbound", from: london,
            to: ("Africa (Cape Town)", "af-south-1"), "EUW2-AFS1-AWS-Out-Bytes",
            [("0", "Inf", "0.02")]),
          transfer(
            "ACCELERATED", "InterRegion Outbound", from: london, to: ("EU (Ireland)", "eu-west-1"),
            "EUW2-EU-AWS-Out-ABytes", [("0", "Inf", "0.04")]),
          transfer(
            "CLOUDFRONT", "InterRegion Outbound", from: london, to: ("Amazon CloudFront", ""),
            "EUW2-CloudFront-Out-Bytes", [("0", "Inf", "0")]),
          transfer(
            "ZONE", "IntraRegion", from: london, to: london, "EUW2-DataTransfer-Regional-Bytes",
            [("0", "Inf", "0.01")]),
          transfer(
            "XAZ", "IntraRegion-xAZ-Out", from: london, to: london,
            "EUW2-DataTransfer-xAZ-Out-Bytes", [("0", "Inf", "0")]),
        ]),
      expected: [
        "eu-west-2 services transfer.inter-az.gb-each-direction dollars = 0.01",
        "eu-west-2 services transfer.inter-region.eu-west-1.gb dollars = 0.02",
        "eu-west-2 services transfer.internet-in.gb dollars = 0",
        "eu-west-2 services transfer.internet-out.gb.tier1 dollars = 0.09",
        "eu-west-2 services transfer.internet-out.gb.tier2 dollars = 0.085",
        "eu-west-2 services transfer.internet-out.gb.tier3 dollars = 0.07",
        "eu-west-2 services transfer.internet-out.gb.tier4 dollars = 0.05",
      ])
  }()
}

import CapacityPlanning
import CatalogModel
import OrderedCollections
import Reporting
import Storage
import TemplateCases
import TestSupport
import Testing

/// Every option that the catalog lets the advisor recommend has its part in both languages.
@Suite struct OptionCoverageTests {
  /// What stands in the templates of an architecture with the option, Terraform and CloudFormation.
  ///
  /// Nil for options that are the absence of a part.
  private static let parts: [String: (terraform: String, cloudFormation: String)?] = [
    "balancing.none": nil, "caching.none": nil, "edge.none": nil, "frontEndHosting.none": nil,
    "inspection.none": nil, "messaging.none": nil, "tracing.none": nil,
    "balancing.alb": ("aws_lb\" \"alb", "Type: application"),
    "balancing.nlb": ("aws_lb\" \"nlb", "Type: network"),
    "balancing.nlb-alb": ("target_type = \"alb\"", "TargetType: alb"),
    "balancing.global-accelerator-alb": (
      "aws_globalaccelerator_endpoint_group", "AWS::GlobalAccelerator::EndpointGroup"
    ),
    "caching.cloudfront": ("aws_cloudfront_distribution", "AWS::CloudFront::Distribution"),
    "caching.elasticache-valkey": (
      "aws_elasticache_replication_group", "AWS::ElastiCache::ReplicationGroup"
    ),
    "caching.elasticache-memcached": ("aws_elasticache_cluster", "AWS::ElastiCache::CacheCluster"),
    "caching.dax": ("aws_dax_cluster", "AWS::DAX::Cluster"),
    "compute.ec2-single": ("aws_instance\" \"app", "AWS::EC2::Instance"),
    "compute.ec2-asg": ("aws_autoscaling_group\" \"app", "AppFleet:"),
    "compute.ecs-ec2": ("aws_ecs_capacity_provider\" \"app", "AWS::ECS::CapacityProvider"),
    "compute.eks": ("aws_eks_node_group", "AWS::EKS::Nodegroup"),
    "compute.fargate": ("[\"FARGATE\"]", "[FARGATE]"),
    "compute.lambda": ("aws_lambda_function\" \"app", "AppFunction:"),
    "database.on-instance": ("aws_ebs_volume\" \"database", "DatabaseVolume:"),
    "database.rds": ("aws_db_instance\" \"main", "Engine: postgres"),
    "database.aurora": ("aws_rds_cluster\" \"main", "AWS::RDS::DBCluster\n"),
    "database.aurora-serverless-v2": (
      "serverlessv2_scaling_configuration", "ServerlessV2ScalingConfiguration"
    ),
    "edge.cloudfront": ("aws_cloudfront_distribution", "AWS::CloudFront::Distribution"),
    "exposure.direct": ("aws_eip\" \"app", "InstanceAddress:"),
    "exposure.alb": ("aws_lb\" \"alb", "Type: application"),
    "exposure.nlb": ("aws_lb\" \"nlb", "Type: network"),
    "exposure.api-gateway-http": ("protocol_type = \"HTTP\"", "ProtocolType: HTTP"),
    "exposure.api-gateway-rest": ("aws_api_gateway_rest_api", "AWS::ApiGateway::RestApi"),
    "exposure.api-gateway-websocket": ("\"WEBSOCKET\"", "ProtocolType: WEBSOCKET"),
    "exposure.appsync": ("aws_appsync_graphql_api", "AWS::AppSync::GraphQLApi"),
    "frontEndHosting.s3-cloudfront": ("aws_s3_bucket\" \"static", "StaticBucket:"),
    "frontEndHosting.server-rendered": ("aws_", "AWS::"),
    "frontEndHosting.traditional-web": ("aws_efs_file_system", "AWS::EFS::FileSystem"),
    "frontEndHosting.on-instance": ("aws_instance", "AWS::EC2::Instance"),
    "inspection.gwlb": ("load_balancer_type               = \"gateway\"", "Type: gateway"),
    "messaging.sqs": ("aws_sqs_queue\" \"work", "WorkQueue:"),
    "messaging.kinesis": ("aws_kinesis_stream", "AWS::Kinesis::Stream"),
    "messaging.kinesis-sqs": ("aws_kinesis_stream", "AWS::Kinesis::Stream"),
    "store.sql": ("aws_db_subnet_group", "AWS::RDS::DBSubnetGroup"),
    "store.dynamodb": ("aws_dynamodb_table", "AWS::DynamoDB::Table"),
    "store.s3": ("aws_s3_bucket\" \"files", "FilesBucket:"),
    "tracing.xray-otel": ("AWSXRayDaemonWriteAccess", "AWSXRayDaemonWriteAccess"),
    "workers.lambda": ("aws_lambda_function\" \"worker", "WorkerFunction:"),
    "workers.fargate": ("aws_ecs_service\" \"worker", "WorkerService:"),
    "workers.ec2-single": ("aws_autoscaling_group\" \"worker", "WorkerFleet:"),
    "integration.internal-http": ("aws_ssm_parameter", "AWS::SSM::Parameter"),
    "integration.internal-grpc": ("aws_ssm_parameter", "AWS::SSM::Parameter"),
    "integration.internal-nlb": ("aws_ssm_parameter", "AWS::SSM::Parameter"),
    "integration.sqs": ("aws_sqs_queue", "AWS::SQS::Queue"),
    "integration.sns": ("aws_sns_topic_subscription", "AWS::SNS::Subscription"),
    "integration.eventbridge": ("aws_cloudwatch_event_rule", "AWS::Events::Rule"),
    "integration.stepfunctions": ("aws_sfn_state_machine", "AWS::StepFunctions::StateMachine"),
    "integration.kinesis": ("aws_kinesis_stream", "AWS::Kinesis::Stream"),
  ]

  /// A stream and a queue stand beside each other in the templates of one architecture.
  @Test func aStreamHasItsQueueBesideIt() throws {
    let library = try TemplateFolder.library()
    let both = InfrastructureMatrix.cases.filter {
      Set($0.request.architecture.messaging) == Set(MessagingPart.parts(of: "kinesis-sqs"))
    }
    let request = try #require(both.first?.request)
    let files = try library.infrastructure(request)
    for isTerraform in [true, false] {
      let text = files.filter { $0.path.hasSuffix(".tf") == isTerraform }.map(\.contents)
        .joined(separator: "\n")
      for option in ["messaging.kinesis", "messaging.sqs"] {
        let part = try #require(Self.parts[option] ?? nil)
        #expect(text.contains(isTerraform ? part.terraform : part.cloudFormation), "\(option)")
      }
    }
  }

  /// Options that no rule lets through, because AWS advises against them.
  private static let neverRecommended: Set<String> = ["balancing.clb"]

  @Test func everyOptionOfTheCatalogHasARow() throws {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    let catalog = try #require(
      CatalogReader.read(FileTree(directory), region: "eu-central-1").catalog)
    let options = catalog.decisions.values.flatMap { decision in
      decision.options.filter { $0.like == nil }.map { "\(decision.id).\($0.id)" }
    }
    #expect(options.count > 40)
    for option in options.sorted() where !Self.neverRecommended.contains(option) {
      #expect(Self.parts.keys.contains(option), "\(option) has no part in the templates")
    }
    #expect(Set(Self.parts.keys).subtracting(options).isEmpty)
  }

  /// All parts are rendered by architectures that the planner can choose, in both languages.
  @Test func everyPartIsRendered() throws {
    let library = try TemplateFolder.library()
    // Distinct lines: what the matrix renders is mostly the same again.
    var terraform: Set<String> = []
    var cloudFormation: Set<String> = []
    func take(_ text: String, isTerraform: Bool) {
      for line in text.split(separator: "\n") {
        let plain = line.split(separator: " ").joined(separator: " ")
        if isTerraform { terraform.insert(plain) } else { cloudFormation.insert(plain + "\n") }
      }
    }
    for (_, request) in InfrastructureMatrix.cases {
      for file in try library.infrastructure(request) {
        take(file.contents, isTerraform: file.path.hasSuffix(".tf"))
      }
    }
    for (name, text) in TemplateFolder.texts where name.hasPrefix("system/between/") {
      take(text, isTerraform: name.contains("terraform"))
    }
    for (option, part) in Self.parts {
      guard let part else { continue }
      let wanted = part.terraform.split(separator: " ").joined(separator: " ")
      let isThere = terraform.contains { $0.contains(wanted) }
      #expect(isThere, "\(option): no \(part.terraform)")
      let hasTwin = cloudFormation.contains { $0.contains(part.cloudFormation) }
      #expect(hasTwin, "\(option): no \(part.cloudFormation)")
    }
  }
}

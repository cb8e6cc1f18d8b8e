/// The decision that a part of the templates rests on, and the questions whose answers entered it.
package struct DecisionSource: Hashable, Sendable {
  /// As `explain` takes it: `compute` or `database:orders`.
  package let decision: String
  /// Sorted.
  package let questions: [String]

  package init(decision: String, questions: [String]) {
    self.decision = decision
    self.questions = questions
  }
}

/// Which part of an architecture a resource belongs to, by its type.
///
/// Where types serve several parts, its name tells. Both languages have rows; the first row that fits counts.
enum ResourceOrigin {
  /// - Parameters:
  ///   - type: `aws_lb` or `AWS::ElasticLoadBalancingV2::LoadBalancer`.
  ///   - name: Its name in the template.
  /// - Returns: Nil for what every plan has: the key, and what watches and guards it.
  static func part(ofType type: String, named name: String) -> DecidedPart? {
    part(of: Kind(ofType: type), named: name)
  }

  /// What a type says by itself.
  struct Kind: Sendable {
    /// Whether it serves several parts.
    fileprivate let isServing: Bool
    fileprivate let part: DecidedPart?

    init(ofType type: String) {
      let bytes = Array(type.utf8)
      isServing = servingBytes.contains { begins(bytes, $0) }
      part = typeBytes.first { row in row.prefixes.contains { begins(bytes, $0) } }?.part
    }
  }

  /// As `part`, of a resource whose type was looked at.
  static func part(of kind: Kind, named name: String) -> DecidedPart? {
    let lowered = Array(name.lowercased().utf8)
    // The group of the database has the shortest name there is, which others hold.
    if lowered.elementsEqual("db".utf8) { return .relational }
    if kind.isServing,
      let row = names.first(where: { row in row.words.contains { Self.holds(lowered, $0) } })
    {
      return row.part
    }
    return kind.part
  }

  /// Whether a text begins with another one, of which the last byte is looked at first: nearly all types begin
  /// alike.
  private static func begins(_ text: [UInt8], _ prefix: [UInt8]) -> Bool {
    guard text.count >= prefix.count, let last = prefix.last, text[prefix.count - 1] == last else {
      return false
    }
    return text.starts(with: prefix)
  }

  private static func holds(_ text: [UInt8], _ word: String) -> Bool {
    let word = word.utf8
    guard let first = word.first, text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains {
      text[$0] == first && text[$0...].starts(with: word)
    }
  }

  /// The part of the resource that begins at a line of a rendered template.
  static func part(ofAddress address: String, in lines: [Substring], at line: Int) -> DecidedPart? {
    let words = address.split(separator: ".", maxSplits: 1)
    if words.count == 2 { return part(ofType: String(words[0]), named: String(words[1])) }
    guard line + 1 < lines.count else { return nil }
    let type = lines[line + 1].drop { $0 == " " }.dropFirst("Type: ".count)
    return part(ofType: String(type), named: address)
  }

  /// Types that serve several parts: their names tell which.
  private static let serving = [
    "aws_iam_", "aws_cloudwatch_log_group", "aws_security_group", "aws_vpc_security_group",
    "aws_lambda_permission", "aws_autoscaling", "aws_launch_template", "aws_ecs_",
    "aws_ecr_", "aws_lambda_function", "aws_appautoscaling", "aws_s3_bucket", "aws_ssm_parameter",
    "aws_secretsmanager_", "aws_cloudwatch_metric_alarm", "aws_sns_", "aws_eks_node_group",
    "aws_lb",
    "AWS::IAM::", "AWS::Logs::", "AWS::EC2::SecurityGroup", "AWS::Lambda::Permission",
    "AWS::AutoScaling::", "AWS::EC2::LaunchTemplate", "AWS::ECS::", "AWS::ECR::",
    "AWS::Lambda::Function", "AWS::ApplicationAutoScaling::", "AWS::EKS::Nodegroup",
    "AWS::ElasticLoadBalancingV2::", "AWS::S3::", "AWS::SSM::", "AWS::SecretsManager::",
    "AWS::CloudWatch::", "AWS::SNS::", "AWS::EC2::EIP", "aws_eip", "AWS::EC2::VPCEndpoint",
    "aws_vpc_endpoint",
  ]

  private static let servingBytes = serving.map { Array($0.utf8) }

  private static let names: [(words: [String], part: DecidedPart)] = [
    (["inspection"], .inspection), (["flow"], .network), (["endpoint"], .network),
    (
      ["backup", "monitoring", "proxy", "snapshot", "database", "db_", "_db", "dbgroup"],
      .relational
    ),
    (["logs"], .observability), (["static", "origin"], .edge),
    (["accelerator_", "acceleratorrole", "table", "dax"], .tables),
    (["gateway", "graph", "api", "link"], .exposure),
    (["web_acl", "webacl", "distribution"], .edge),
    (["cache"], .cache), (["files"], .files), (["alb", "nlb", "balancer"], .balancing),
    (["worker"], .workers),
  ]

  private static let types: [(prefixes: [String], part: DecidedPart)] = [
    (
      [
        "aws_vpc", "aws_subnet", "aws_route", "aws_internet_gateway", "aws_nat_gateway", "aws_eip",
        "aws_default_security_group", "aws_flow_log", "AWS::EC2::VPC", "AWS::EC2::Subnet",
        "AWS::EC2::Route", "AWS::EC2::InternetGateway", "AWS::EC2::NatGateway", "AWS::EC2::EIP",
        "AWS::EC2::FlowLog",
      ], .network
    ),
    (
      [
        "aws_db_", "aws_rds_", "aws_ebs_volume", "aws_volume_attachment", "aws_dlm_", "aws_backup_",
        "AWS::RDS::", "AWS::EC2::Volume", "AWS::DLM::", "AWS::Backup::",
      ], .relational
    ),
    (["aws_dynamodb_", "aws_dax_", "AWS::DynamoDB::", "AWS::DAX::"], .tables),
    (["aws_elasticache_", "AWS::ElastiCache::"], .cache),
    (
      [
        "aws_lb", "aws_globalaccelerator_", "AWS::ElasticLoadBalancingV2::",
        "AWS::GlobalAccelerator::",
      ],
      .balancing
    ),
    (
      [
        "aws_api_gateway_", "aws_apigatewayv2_", "aws_appsync_", "aws_wafv2_web_acl_association",
        "AWS::ApiGateway", "AWS::AppSync::",
      ], .exposure
    ),
    (
      [
        "aws_cloudfront_", "aws_wafv2_", "aws_route53_", "AWS::Route53::", "AWS::CloudFront::",
        "AWS::WAFv2::",
      ], .edge
    ),
    (["terraform_data"], .edge), (["aws_secretsmanager_", "AWS::SecretsManager::"], .relational),
    (["aws_ssm_parameter", "AWS::SSM::"], .compute),
    (["aws_s3_", "aws_efs_", "AWS::S3::", "AWS::EFS::"], .files),
    (["aws_kinesis_", "aws_sqs_", "AWS::Kinesis::", "AWS::SQS::"], .messaging),
    (
      [
        "aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard", "aws_sns_", "AWS::CloudWatch::",
        "AWS::SNS::",
      ], .observability
    ),
    (
      [
        "aws_instance", "aws_autoscaling", "aws_launch_template", "aws_ecs_", "aws_ecr_",
        "aws_eks_",
        "aws_lambda_", "aws_iam_", "aws_signer_", "aws_appautoscaling_", "aws_security_group",
        "aws_vpc_security_group", "aws_cloudwatch_log_group", "AWS::EC2::Instance",
        "AWS::AutoScaling::", "AWS::EC2::LaunchTemplate", "AWS::ECS::", "AWS::ECR::", "AWS::EKS::",
        "AWS::Lambda::", "AWS::IAM::", "AWS::ApplicationAutoScaling::", "AWS::EC2::SecurityGroup",
        "AWS::Logs::",
      ], .compute
    ),
  ]

  private static let typeBytes = types.map { row in
    (prefixes: row.prefixes.map { Array($0.utf8) }, part: row.part)
  }

  /// Parts that have a decision of their own only in some architectures, and what then decided them.
  static func standIns(for part: DecidedPart) -> [DecidedPart] {
    switch part {
    case .network, .inspection, .files, .observability: [.compute]
    case .balancing: [.exposure, .compute]
    case .exposure: [.balancing, .compute]
    case .edge: [.files, .exposure, .compute]
    case .workers, .messaging: [.compute]
    case .compute, .relational, .tables, .cache: []
    }
  }
}

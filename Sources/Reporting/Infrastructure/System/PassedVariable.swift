/// A choice of the environment that the root of a system passes on to the units that have it.
struct PassedVariable {
  let name: String
  /// The flag of a unit that has it; nil where every unit has it.
  let flag: String?
  /// What a person gives it for; empty where nobody has to look at it.
  let description: String
  /// Whether each unit has its own, as names have to be: two units cannot answer to one.
  let isOfUnit: Bool

  init(_ name: String, of flag: String?, _ description: String = "", isOfUnit: Bool = false) {
    self.name = name
    self.flag = flag
    self.description = description
    self.isOfUnit = isOfUnit
  }

  func isOf(_ values: TemplateItem, _ flags: inout FlagPlaces) -> Bool {
    flag.map { flags.holds($0, in: values) } ?? true
  }

  /// Variables of Terraform roots.
  static let terraform = [
    PassedVariable("environment", of: nil, "dev, test or prod"),
    PassedVariable("deletion_protection", of: "usesProtection"),
    PassedVariable("log_retention_days", of: "hasLogs"),
    PassedVariable(
      "certificate_arn", of: "hasCertificate",
      "ACM certificate of the load balancers, in the Region of the system"),
    PassedVariable(
      "domain_name", of: "needsDomainName", "host name in that certificate", isOfUnit: true),
    PassedVariable(
      "origin_host_name", of: "hasBackendHost",
      "host name in that certificate by which the load balancer is called; not the name that users type",
      isOfUnit: true),
    PassedVariable(
      "origin_zone_id", of: "hasBackendHost",
      "optional: hosted zone of Route 53 that the record of that name goes into", isOfUnit: true),
    PassedVariable(
      "cdn_alias", of: "hasDistribution",
      "optional: host name that users see, and its certificate in us-east-1", isOfUnit: true),
    PassedVariable(
      "web_acl", of: "hasFirewall",
      "optional: false leaves AWS WAF out, which is not part of the plan's bill"),
    PassedVariable(
      "hosted_zone", of: "hasRecord",
      "optional: hosted zone of Route 53 and the name in it that leads here", isOfUnit: true),
    PassedVariable(
      "authorizer_function_arn", of: "hasAuthorizer",
      "optional: Lambda function that says who may call; otherwise callers sign with IAM"),
    PassedVariable(
      "jwt", of: "hasHTTPAPI",
      "optional: OpenID Connect issuer and audiences; otherwise callers sign with IAM"),
    PassedVariable("package_path", of: "hasFunctions", "deployment package (zip) of the functions"),
    PassedVariable(
      "image_tag", of: "hasTasks",
      "tag of the container images; give it once you pushed them to the units' repositories"),
    PassedVariable(
      "image_id", of: "hasAmazonLinux",
      "machine image that holds the application; without it the machines run nothing"),
    PassedVariable(
      "cluster_admin_arn", of: "hasEKSCluster", "IAM role of those who administrate the clusters"),
    PassedVariable(
      "alarm_email", of: "hasMetrics", "optional: who is told when the next stage is due"),
    PassedVariable(
      "rotation_function_arn", of: "hasProxy",
      "optional: Lambda function that rotates the password of the databases' user app"),
    PassedVariable("health_email", of: "hasHealth", "optional: who is told when a part fails"),
  ]

  /// Parameters of CloudFormation templates.
  static let cloudFormation = [
    PassedVariable("LogRetentionDays", of: "hasLogs"),
    PassedVariable("VpcCidr", of: "needsVPCRange"),
    PassedVariable("CloudFrontPrefixList", of: "usesPrefixList"),
    PassedVariable("CertificateArn", of: "hasCertificate"),
    PassedVariable("DomainName", of: "needsDomainName", isOfUnit: true),
    PassedVariable("OriginHostName", of: "hasBackendHost", isOfUnit: true),
    PassedVariable("OriginZoneId", of: "hasBackendHost", isOfUnit: true),
    PassedVariable("CdnDomainName", of: "hasDistribution", isOfUnit: true),
    PassedVariable("CdnCertificateArn", of: "hasDistribution", isOfUnit: true),
    PassedVariable("EdgeWebAclArn", of: "hasDistribution"),
    PassedVariable("WebAcl", of: "hasRegionalFirewall"),
    PassedVariable("HostedZoneId", of: "hasRecord", isOfUnit: true),
    PassedVariable("HostName", of: "hasRecord", isOfUnit: true),
    PassedVariable("AuthorizerFunctionArn", of: "hasAuthorizer"),
    PassedVariable("ClusterAdminArn", of: "hasEKSCluster"),
    PassedVariable("JwtIssuer", of: "hasHTTPAPI"),
    PassedVariable("JwtAudience", of: "hasHTTPAPI"),
    PassedVariable("ArtifactBucket", of: "hasFunctions"),
    PassedVariable("ArtifactKey", of: "hasFunctions"),
    PassedVariable("ImageTag", of: "hasTasks"),
    PassedVariable("AlarmEmail", of: "hasMetrics"),
    PassedVariable("HealthEmail", of: "hasHealth"),
  ]
}

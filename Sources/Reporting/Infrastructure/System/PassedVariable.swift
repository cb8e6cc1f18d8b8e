/// A choice of the environment that the root of a system passes on to the units that have it.
struct PassedVariable {
  let name: String
  /// The flag of a unit that has it; nil where every unit has it.
  let flag: String?
  /// What a person gives it for; empty where nobody has to look at it.
  let description: String

  init(_ name: String, of flag: String?, _ description: String = "") {
    self.name = name
    self.flag = flag
    self.description = description
  }

  func isOf(_ values: [String: Any]) -> Bool {
    flag.map { values[$0] as? Bool ?? false } ?? true
  }

  /// Variables of Terraform roots.
  static let terraform = [
    PassedVariable("environment", of: nil, "`dev`, `test` or `prod`"),
    PassedVariable("deletion_protection", of: "usesProtection"),
    PassedVariable("log_retention_days", of: "hasLogs"),
    PassedVariable(
      "certificate_arn", of: "hasCertificate",
      "ACM certificate of the load balancers, in the Region of the system"),
    PassedVariable("domain_name", of: "needsDomainName", "host name in that certificate"),
    PassedVariable(
      "cdn_alias", of: "hasDistribution",
      "optional: host name that users see, and its certificate in us-east-1"),
    PassedVariable(
      "web_acl", of: "hasFirewall",
      "optional: false leaves AWS WAF out, which is not part of the plan's bill"),
    PassedVariable(
      "hosted_zone", of: "hasRecord",
      "optional: hosted zone of Route 53 and the name in it that leads here"),
    PassedVariable(
      "jwt", of: "hasHTTPAPI",
      "optional: OpenID Connect issuer and audiences; otherwise callers sign with IAM"),
    PassedVariable("package_path", of: "hasFunctions", "deployment package (zip) of the functions"),
    PassedVariable(
      "image_tag", of: "hasTasks",
      "tag of the container images, which you push to the units' repositories"),
    PassedVariable(
      "alarm_email", of: "hasMetrics", "optional: who is told when the next stage is due"),
  ]

  /// Parameters of CloudFormation templates.
  static let cloudFormation = [
    PassedVariable("LogRetentionDays", of: "hasLogs"),
    PassedVariable("VpcCidr", of: "needsVPCRange"),
    PassedVariable("CloudFrontPrefixList", of: "usesPrefixList"),
    PassedVariable("CertificateArn", of: "hasCertificate"),
    PassedVariable("DomainName", of: "needsDomainName"),
    PassedVariable("CdnDomainName", of: "hasDistribution"),
    PassedVariable("CdnCertificateArn", of: "hasDistribution"),
    PassedVariable("EdgeWebAclArn", of: "hasDistribution"),
    PassedVariable("WebAcl", of: "hasRegionalFirewall"),
    PassedVariable("HostedZoneId", of: "hasRecord"),
    PassedVariable("HostName", of: "hasRecord"),
    PassedVariable("JwtIssuer", of: "hasHTTPAPI"),
    PassedVariable("JwtAudience", of: "hasHTTPAPI"),
    PassedVariable("ArtifactBucket", of: "hasFunctions"),
    PassedVariable("ArtifactKey", of: "hasFunctions"),
    PassedVariable("ImageTag", of: "hasTasks"),
    PassedVariable("AlarmEmail", of: "hasMetrics"),
  ]
}

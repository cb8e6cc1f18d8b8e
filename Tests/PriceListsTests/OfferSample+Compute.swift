/// Offers of compute.
extension OfferSample {
  private static func instance(
    _ sku: String, _ usage: String, _ price: String, region: String = "eu-west-2",
    _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    product(
      sku, "Compute Instance", usage, "Hrs", price, region: region, linux.merging(more) { $1 })
  }

  static let ec2 = OfferSample(
    file: OfferFile(
      offer: "AmazonEC2",
      products: [
        reserved(instance("LINUX", "EUW2-BoxUsage:m7g.large", "0.0937000000")),
        instance("VIRGINIA", "BoxUsage:m7g.large", "0.0816000000", region: "us-east-1"),
        instance("WINDOWS", "EUW2-BoxUsage:m7g.large", "0.17", ["operatingSystem": "Windows"]),
        instance("RHEL", "EUW2-BoxUsage:m7g.large", "0.15", ["operatingSystem": "RHEL"]),
        instance("SQLSERVER", "EUW2-BoxUsage:m7g.large", "0.9", ["preInstalledSw": "SQL Std"]),
        instance("DEDICATED", "EUW2-DedicatedUsage:m7g.large", "0.1", ["tenancy": "Dedicated"]),
        instance("ONHOST", "EUW2-HostBoxUsage:m7g.large", "0", ["tenancy": "Host"]),
        instance(
          "UNUSED", "EUW2-UnusedBox:m7g.large", "0.0937",
          ["capacitystatus": "UnusedCapacityReservation"]),
        instance(
          "ALLOCATED", "EUW2-Reservation:m7g.large", "0",
          ["capacitystatus": "AllocatedCapacityReservation"]),
        instance("BYOL", "EUW2-BoxUsage:m7g.large", "0.09", ["operation": "RunInstances:0800"]),
        instance(
          "OUTPOST", "EUW2-BoxUsage:m7g.large", "0.08", ["locationType": "AWS Outposts"]),
        instance(
          "LOCALZONE", "USE1-BOS1-BoxUsage:m7g.large", "0.1", region: "us-east-1-bos-1",
          ["locationType": "AWS Local Zone"]),
        instance("ELSEWHERE", "AFS1-BoxUsage:m7g.large", "0.11", region: "af-south-1"),
        product("HOST", "Dedicated Host", "EUW2-HostUsage:m7g", "Hrs", "2.8"),
        product("NATHOUR", "NAT Gateway", "EUW2-NatGateway-Hours", "Hrs", "0.05"),
        product("NATGB", "NAT Gateway", "EUW2-NatGateway-Bytes", "GB", "0.05"),
        product("NATREGIONAL", "NAT Gateway", "EUW2-RegionalNatGateway-Hours", "Hrs", "0.06"),
        product("GP3", "Storage", "EUW2-EBS:VolumeUsage.gp3", "GB-Mo", "0.0928"),
        product("IO2", "Storage", "EUW2-EBS:VolumeUsage.io2", "GB-month", "0.145"),
        product("IO2TIER1", "System Operation", "EUW2-EBS:VolumeP-IOPS.io2", "IOPS-Mo", "0.076"),
        product(
          "IO2TIER2", "System Operation", "EUW2-EBS:VolumeP-IOPS.io2.tier2", "IOPS-Mo", "0.0532"),
        tiered(
          "GP3IOPS", "System Operation", "EUW2-EBS:VolumeP-IOPS.gp3", "IOPS-Mo",
          [("3000", "Inf", "0.0058")]),
        product(
          "GP3MIBPS", "Provisioned Throughput", "EUW2-EBS:VolumeP-Throughput.gp3", "GiBps-mo",
          "47.5136000000"),
        product("SNAPSHOT", "Storage Snapshot", "EUW2-EBS:SnapshotUsage", "GB-Mo", "0.053"),
      ]),
    expected: [
      "eu-west-2 ec2 m7g.large hourly = 0.0937",
      "eu-west-2 services ebs.gp3.extra-iops-month dollars = 0.0058",
      "eu-west-2 services ebs.gp3.extra-mibps-month dollars = 0.0464",
      "eu-west-2 services ebs.gp3.gb-month dollars = 0.0928",
      "eu-west-2 services ebs.io2.gb-month dollars = 0.145",
      "eu-west-2 services ebs.io2.iops-month.tier1 dollars = 0.076",
      "eu-west-2 services ebs.io2.iops-month.tier2 dollars = 0.0532",
      "eu-west-2 services ebs.snapshot.gb-month dollars = 0.053",
      "eu-west-2 services nat.gb dollars = 0.05", "eu-west-2 services nat.hour dollars = 0.05",
      "us-east-1 ec2 m7g.large hourly = 0.0816",
    ])

  static let lambda = OfferSample(
    file: OfferFile(
      offer: "AWSLambda",
      products: [
        allowance(
          "FREE", "Serverless", "Global-Request", "Request", to: "1000000", location: "Any"),
        product("REQUEST", "Serverless", "EUW2-Request", "Request", "0.0000002000"),
        product("REQUESTARM", "Serverless", "EUW2-Request-ARM", "Requests", "0.0000002000"),
        tiered(
          "DURATION", "Serverless", "EUW2-Lambda-GB-Second", "Lambda-GB-Second",
          [
            ("0", "6000000000", "0.0000166667"), ("6000000000", "15000000000", "0.0000150000"),
            ("15000000000", "Inf", "0.0000133334"),
          ]),
        product(
          "KEPT", "Serverless", "EUW2-Lambda-Provisioned-Concurrency", "Lambda-GB-Second",
          "0.0000048304"),
        product(
          "RUN", "Serverless", "EUW2-Lambda-Provisioned-GB-Second-ARM", "Lambda-GB-Second",
          "0.0000090126"),
        product(
          "DISK", "Serverless", "EUW2-Lambda-Storage-GB-Second", "GB-Seconds", "0.0000000358"),
        product("MANAGED", "Serverless", "EUW2-Lambda-Managed-Instances-Request", "Requests", "1"),
        product(
          "EDGE", "Serverless", "Lambda-Edge-Request", "Request", "0.0000006000",
          region: "us-east-1"),
        product("EDGELONDON", "Serverless", "EUW2-Lambda-Edge-Request", "Request", "0.0000006"),
      ]),
    expected: [
      "eu-west-2 services lambda.arm.provisioned-duration.gb-second dollars = 0.0000090126",
      "eu-west-2 services lambda.arm.request dollars = 0.0000002",
      "eu-west-2 services lambda.ephemeral-storage.gb-second dollars = 0.0000000358",
      "eu-west-2 services lambda.x86.gb-second.tier1 dollars = 0.0000166667",
      "eu-west-2 services lambda.x86.gb-second.tier2 dollars = 0.000015",
      "eu-west-2 services lambda.x86.gb-second.tier3 dollars = 0.0000133334",
      "eu-west-2 services lambda.x86.provisioned-concurrency.gb-second dollars = 0.0000048304",
      "eu-west-2 services lambda.x86.request dollars = 0.0000002",
      "global services cloudfront.lambda-edge.request dollars = 0.0000006",
    ])

  static let ecs = OfferSample(
    file: OfferFile(
      offer: "AmazonECS",
      products: [
        product("CPU", "Compute", "EUW2-Fargate-vCPU-Hours:perCPU", "hours", "0.0465600000"),
        product("MEMORY", "Compute", "EUW2-Fargate-GB-Hours", "hours", "0.0051100000"),
        product("CPUARM", "Compute", "EUW2-Fargate-ARM-vCPU-Hours:perCPU", "hours", "0.03725"),
        product("MEMORYARM", "Compute", "EUW2-Fargate-ARM-GB-Hours", "hours", "0.00409"),
        product(
          "DISK", "Compute", "EUW2-Fargate-EphemeralStorage-GB-Hours", "GB-Hours", "0.000129"),
        product("WINDOWS", "Compute", "EUW2-Fargate-Windows-GB-Hours", "hours", "0.0058765"),
        tiered(
          "ANYWHERE", "Compute", "EUW2-ECS-Anywhere-Instance-hours-WithFree", "hours",
          [("0", "2200", "0"), ("2200", "Inf", "0.01025")]),
      ]),
    expected: [
      "eu-west-2 services fargate.arm.gb-hour dollars = 0.00409",
      "eu-west-2 services fargate.arm.vcpu-hour dollars = 0.03725",
      "eu-west-2 services fargate.ephemeral-storage.gb-hour dollars = 0.000129",
      "eu-west-2 services fargate.x86.gb-hour dollars = 0.00511",
      "eu-west-2 services fargate.x86.vcpu-hour dollars = 0.04656",
    ])
}

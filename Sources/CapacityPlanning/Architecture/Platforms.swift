package import Quantities

/// Where code runs; raw values are the option ids of `Catalog/criteria/compute.yaml`.
package enum ComputePlatform: String, Hashable, Sendable, CaseIterable {
  /// One instance, replaced when it fails.
  case singleInstance = "ec2-single"
  case autoScalingGroup = "ec2-asg"
  case ecsOnEC2 = "ecs-ec2"
  case eks
  case fargate
  case lambda

  /// The volume that an instance starts from: the size of the Amazon Linux images for containers,
  /// and more for the images of the pods that a node of EKS holds; none where AWS keeps it.
  package var rootVolume: GiB {
    switch self {
    case .singleInstance, .autoScalingGroup, .ecsOnEC2: GiB(30)
    case .eks: GiB(50)
    case .fargate, .lambda: GiB(0)
    }
  }
}

/// Engines of the SQL database; raw values are option ids of `Catalog/criteria/database.yaml`.
package enum RelationalEngine: String, Hashable, Sendable, CaseIterable {
  /// PostgreSQL on the application's own instance.
  case onInstance = "on-instance"
  case rds
  case aurora
  case auroraServerless = "aurora-serverless-v2"
}

/// Engines of the cache; raw values are option ids of `Catalog/criteria/caching.yaml`.
package enum CacheEngine: String, Hashable, Sendable, CaseIterable {
  case valkey = "elasticache-valkey"
  case memcached = "elasticache-memcached"
}

/// Where code runs; raw values are the option ids of `Catalog/criteria/compute.yaml`.
package enum ComputePlatform: String, Hashable, Sendable, CaseIterable {
  /// One instance, replaced when it fails.
  case singleInstance = "ec2-single"
  case autoScalingGroup = "ec2-asg"
  case ecsOnEC2 = "ecs-ec2"
  case eks
  case fargate
  case lambda
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

import CapacityPlanning

/// What a setting of the code takes its value from; raw values are the flags that the templates choose
/// its expression by.
enum SettingSource: String, CaseIterable {
  case system = "isSystem"
  case stage = "isStage"
  case proxyHost = "isProxyHost"
  case instanceHost = "isInstanceHost"
  case clusterHost = "isClusterHost"
  case readerHost = "isReaderHost"
  case replicaHost = "isReplicaHost"
  case shardedCacheHost = "isShardedCacheHost"
  case cacheHost = "isCacheHost"
  case memcachedHost = "isMemcachedHost"
  case tables = "isTables"
  case acceleratorHost = "isAcceleratorHost"
  case queueURL = "isQueueURL"
  case stream = "isStream"
  case filesBucket = "isFilesBucket"
}

extension InfrastructureModel {
  /// The environment variables by which code finds what it uses, in the order they are listed.
  var settings: [(name: String, source: SettingSource)] {
    let architecture = request.architecture
    var settings: [(String, SettingSource)] = [("SYSTEM", .system), ("STAGE", .stage)]
    if let database = architecture.relational, shape.hasManagedDatabase {
      let isInstance = database.engine == .rds
      settings.append(
        (
          "DATABASE_HOST",
          database.hasProxy ? .proxyHost : isInstance ? .instanceHost : .clusterHost
        ))
      if !isInstance {
        settings.append(("DATABASE_READER_HOST", .readerHost))
      } else if database.readReplicas > 0 {
        settings.append(("DATABASE_READER_HOST", .replicaHost))
      }
    }
    if let cache = architecture.cache {
      let source: SettingSource =
        cache.engine == .memcached
        ? .memcachedHost : cache.shards > 1 ? .shardedCacheHost : .cacheHost
      settings.append(("CACHE_HOST", source))
    }
    if !tables.isEmpty { settings.append(("TABLES", .tables)) }
    if shape.hasDAX { settings.append(("ACCELERATOR_HOST", .acceleratorHost)) }
    if architecture.messaging.contains(.queue) { settings.append(("QUEUE_URL", .queueURL)) }
    if architecture.messaging.contains(.stream) { settings.append(("STREAM", .stream)) }
    if architecture.hasFileStorage { settings.append(("FILES_BUCKET", .filesBucket)) }
    return settings
  }

  /// The settings as templates ask for them.
  var settingValues: [[String: Any]] {
    settings.map { setting in
      var values: [String: Any] = ["name": setting.name]
      for source in SettingSource.allCases { values[source.rawValue] = source == setting.source }
      return values
    }
  }
}

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
  case databaseName = "isDatabaseName"
  case databaseUser = "isDatabaseUser"
  case databaseReaderUser = "isDatabaseReaderUser"
  case databasePort = "isDatabasePort"
  case localhost = "isLocalhost"
  case instancePrivateHost = "isInstancePrivateHost"
  case webSocketURL = "isWebSocketURL"
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
      settings += [
        ("DATABASE_PORT", .databasePort), ("DATABASE_NAME", .databaseName),
        ("DATABASE_USER", .databaseUser),
      ]
      if !isInstance || database.readReplicas > 0 {
        settings += [
          ("DATABASE_READER_HOST", isInstance ? .replicaHost : .readerHost),
          ("DATABASE_READER_USER", .databaseReaderUser),
        ]
      }
    } else if shape.isDatabaseOnInstance {
      // Workers that stand elsewhere reach the instance by its own name.
      settings += [
        ("DATABASE_HOST", shape.workerPlatform == nil ? .localhost : .instancePrivateHost),
        ("DATABASE_PORT", .databasePort), ("DATABASE_NAME", .databaseName),
        ("DATABASE_USER", .databaseUser),
      ]
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
    if architecture.exposure == .webSocketAPI { settings.append(("WEBSOCKET_URL", .webSocketURL)) }
    return settings
  }

  /// The settings as templates ask for them.
  var settingValues: [TemplateItem] {
    let settings = settings
    return settings.enumerated().map { index, setting in
      let own: TemplateItem = [
        "isLast": .flag(index + 1 == settings.count),
        "name": .text(setting.name),
        "logical": .text("Setting" + LogicalID.joined(setting.name.lowercased(), at: "_")),
      ]
      var item = own
      for (source, name) in Self.sourceNames { item.append(name, .flag(source == setting.source)) }
      return item
    }
  }

  private static let sourceNames = SettingSource.allCases.map { ($0, $0.rawValue) }
}

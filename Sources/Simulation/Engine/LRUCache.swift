import Quantities

/// Unit-size items of which the least recently used gives way, with an optional time to live.
///
/// Items are numbered, so that links by item stand in for a hash table: 20 bytes an item, constant
/// time for a look.
struct LRUCache: ~Copyable {
  private var newer: Buffer<Int32>
  private var older: Buffer<Int32>
  private var expiry: Buffer<Double>
  private var newest: Int32 = -1
  private var oldest: Int32 = -1
  private var count = 0
  private let size: Int
  private let timeToLive: Double
  private let isSliding: Bool
  private let popularity: ZipfSampler
  private(set) var looks = 0
  private(set) var hits = 0

  init(_ store: CacheStore) {
    newer = Buffer(repeating: -2, count: store.catalog + 1)
    older = Buffer(repeating: -2, count: store.catalog + 1)
    timeToLive = store.timeToLive?.value ?? .infinity
    isSliding = store.isSliding
    expiry = Buffer(repeating: 0, count: store.timeToLive == nil ? 1 : store.catalog + 1)
    size = store.size
    popularity = ZipfSampler(count: store.catalog, exponent: store.exponent)
  }

  mutating func resetCounts() {
    looks = 0
    hits = 0
  }

  /// Whether a drawn item is there; it is afterwards.
  mutating func look(_ now: Double, _ stream: inout Xoshiro256) -> Bool {
    looks &+= 1
    let item = popularity.draw(&stream)
    let isLimited = timeToLive.isFinite
    if newer.base[item] != -2 {
      let isFresh = !isLimited || now < expiry.base[item]
      if newest != Int32(item) {
        unlink(item)
        link(item)
      }
      if isLimited && (isSliding || !isFresh) { expiry.base[item] = now + timeToLive }
      if isFresh { hits &+= 1 }
      return isFresh
    }
    if count == size {
      let victim = Int(oldest)
      unlink(victim)
      newer.base[victim] = -2
      count &-= 1
    }
    link(item)
    count &+= 1
    if isLimited { expiry.base[item] = now + timeToLive }
    return false
  }

  private mutating func link(_ item: Int) {
    newer.base[item] = -1
    older.base[item] = newest
    if newest >= 0 { newer.base[Int(newest)] = Int32(item) } else { oldest = Int32(item) }
    newest = Int32(item)
  }

  private mutating func unlink(_ item: Int) {
    let after = newer.base[item]
    let before = older.base[item]
    if after >= 0 { older.base[Int(after)] = before } else { newest = before }
    if before >= 0 { newer.base[Int(before)] = after } else { oldest = after }
  }
}

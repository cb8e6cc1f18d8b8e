import Synchronization

/// The results of a function for every link of a chain, each of which is made from the one before: the links
/// are made on the calling thread, and what is made of them on other cores meanwhile.
///
/// What it returns must not depend on which core is first; what else the functions do may.
///
/// - Parameters:
///   - count: How many links there are.
///   - link: The link of an index, made from the one before; nil before the first one.
///   - output: What is made of a link.
/// - Throws: The failure that comes first where links and outputs are made in turn.
package func chainMap<Link: Sendable, Output: Sendable, Failure: Error>(
  _ count: Int, link: (Int, Link?) throws(Failure) -> Link,
  output: @escaping @Sendable (Link) throws(Failure) -> Output
) throws(Failure) -> [Output] {
  let links = Mutex<[Result<Link, Failure>]>([])
  let outputs = Mutex<[Int: Result<Output, Failure>]>([:])
  Turns.run(count) { open in
    var last: Result<Link, Failure>?
    for index in 0..<count {
      let before = last
      // What comes after a failure is that failure.
      let next = Result { () throws(Failure) in try link(index, try before?.get()) }
      links.withLock { $0.append(next) }
      last = next
      open()
    }
  } body: { index in
    let made = links.withLock { $0[index] }
    let result = Result { () throws(Failure) in try output(try made.get()) }
    outputs.withLock { $0[index] = result }
  }
  let made = outputs.withLock { $0 }
  var list: [Output] = []
  for index in 0..<count {
    guard let result = made[index] else { preconditionFailure("every turn was taken") }
    list.append(try result.get())
  }
  return list
}

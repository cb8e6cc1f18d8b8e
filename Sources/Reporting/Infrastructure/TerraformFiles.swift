import Synchronization

/// Files of Terraform, each read once: most are the same in every stage.
///
/// Addresses of resources have numbers here.
final class TerraformFiles: Sendable {
  /// By the lengths of their texts, which hardly two share: hashing the texts took as long as all the rest.
  private let known = Mutex<[Int: [Known]]>([:])
  private let addresses = Mutex(Addresses())

  private final class Known: Sendable {
    let text: [UInt8]
    let file: TerraformFile
    /// The numbers of its resources, by the modules that the file stands in.
    let numbers = Mutex<[String: [Int]]>([:])

    init(_ text: [UInt8]) {
      self.text = text
      file = TerraformFile(text)
    }
  }

  private struct Addresses {
    var numbers: [String: Int] = [:]
    /// By their numbers.
    var all: [(address: String, holdsData: Bool)] = []

    mutating func number(of address: String, _ holdsData: Bool) -> Int {
      if let number = numbers[address] { return number }
      numbers[address] = all.count
      all.append((address, holdsData))
      return all.count - 1
    }
  }

  /// A file that stands in modules, with the numbers of its resources.
  ///
  /// - Parameter modules: What addresses begin with there.
  func file(_ text: [UInt8], in modules: String) -> (file: TerraformFile, numbers: [Int]) {
    let same = known.withLock { $0[text.count] }?.first { known in
      text.withUnsafeBufferPointer { ByteScan.areEqual(known.text, $0) }
    }
    let known = same ?? Known(text)
    if same == nil { self.known.withLock { $0[text.count, default: []].append(known) } }
    if let numbers = known.numbers.withLock({ $0[modules] }) { return (known.file, numbers) }
    let numbers = addresses.withLock { addresses in
      known.file.resources.map { addresses.number(of: modules + $0.address, $0.holdsData) }
    }
    known.numbers.withLock { $0[modules] = numbers }
    return (known.file, numbers)
  }

  /// The address with a number.
  func address(_ number: Int) -> String { addresses.withLock { $0.all[number].address } }

  /// Whether what stands at an address holds data.
  func holdsData(_ number: Int) -> Bool { addresses.withLock { $0.all[number].holdsData } }
}

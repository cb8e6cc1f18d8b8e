import Synchronization

/// A name that tags ask the value of, with its number among those of a library.
struct TemplateName: Sendable {
  let text: String
  let number: Int
}

/// The names of the templates of a library: each has a number, by which its value is found without looking
/// at its letters again.
final class TemplateNames: Sendable {
  private let numbers = Mutex<[String: Int]>([:])

  func name(_ text: String) -> TemplateName {
    let number = numbers.withLock { numbers in
      if let number = numbers[text] { return number }
      let number = numbers.count
      numbers[text] = number
      return number
    }
    return TemplateName(text: text, number: number)
  }
}

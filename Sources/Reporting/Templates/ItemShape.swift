/// Where the values of items stand that have the same names in the same order: those that are put together at one
/// place.
///
/// A reference, since all items of a list share it.
final class ItemShape: Sendable {
  /// Of the shapes of a library, from zero.
  let number: Int
  private let names: [String]
  /// By the number of a name, which is below the count where items of the shape have it; below zero where they do
  /// not.
  private let places: [Int32]

  /// - Parameter numbers: Those of the names, in order.
  init(number: Int, names: [String], numbers: [Int]) {
    self.number = number
    self.names = names
    var places = [Int32](repeating: -1, count: (numbers.max() ?? -1) + 1)
    for (place, name) in numbers.enumerated() { places[name] = Int32(place) }
    self.places = places
  }

  /// Whether an item has these names.
  func fits(_ item: TemplateItem) -> Bool {
    guard item.members.count == names.count else { return false }
    for place in names.indices where item.members[place].0 != names[place] { return false }
    return true
  }

  /// The place of a value by the number of its name; nil where items of the shape have none.
  @inline(__always)
  func place(of name: Int) -> Int? {
    guard name < places.count else { return nil }
    let place = places[name]
    return place < 0 ? nil : Int(place)
  }
}

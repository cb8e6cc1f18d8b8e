import Foundation
import Reporting
import Testing

/// Every number of `plan.json` says its unit and how it was obtained.
struct NumberTagTests {
  /// Members that are no quantities: a version, an exit code.
  private static let plain: Set<String> = ["schemaVersion", "exitCode"]

  private static let words = ["exact", "approximate", "bound", "simulated", "derived"]

  /// Walks a value; `method` is that of the nearest member around it, below the root.
  private func walk(
    _ value: Any, path: String, method: String?, units: [String: String],
    isRoot: Bool = false, problems: inout [String], numbers: inout Int
  ) {
    if let list = value as? [Any] {
      for (index, element) in list.enumerated() {
        walk(
          element, path: "\(path)[\(index)]", method: method, units: units, problems: &problems,
          numbers: &numbers)
        if element is NSNumber, !isFlag(element) {
          problems.append("\(path): a bare list of numbers")
        }
      }
    }
    guard let members = value as? [String: Any] else { return }
    let inner = isRoot ? nil : members["method"] as? String ?? method
    for (key, member) in members {
      let place = "\(path).\(key)"
      if let number = member as? NSNumber, !isFlag(number), !Self.plain.contains(key) {
        numbers += 1
        if units[key] == nil, (members["unit"] as? String)?.isEmpty ?? true {
          problems.append("\(place): no unit")
        }
        let tag = members[key + "Method"] as? String ?? inner
        if !Self.words.contains(where: { tag?.hasPrefix($0) ?? false }) {
          problems.append("\(place): no method")
        }
      }
      walk(
        member, path: place, method: inner, units: units, problems: &problems, numbers: &numbers)
    }
  }

  private func isFlag(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return String(cString: number.objCType) == "c" || "\(type(of: number))".contains("Boolean")
  }

  func problems(of json: String) throws -> (found: [String], numbers: Int) {
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let units = try #require(root["units"] as? [String: String])
    var problems: [String] = []
    var numbers = 0
    walk(
      root, path: "", method: nil, units: units, isRoot: true, problems: &problems,
      numbers: &numbers)
    return (problems, numbers)
  }

  @Test(arguments: ExamplePlan.allCases)
  func everyNumberHasItsUnitAndItsMethod(_ example: ExamplePlan) throws {
    let (found, numbers) = try problems(of: PlanDocument(example.input()).text)
    #expect(found == [])
    #expect(numbers > 1000)
  }

  @Test func aNumberWithoutEitherIsFound() throws {
    let json = """
      {"units": {"users": "users"}, "load": {"users": 3}, "cost": {"method": "derived", "x": 1},
       "fine": {"method": "exact", "users": 1, "deep": [{"users": 2}]}, "exitCode": 0}
      """
    let (found, numbers) = try problems(of: json)
    #expect(found.sorted() == [".cost.x: no unit", ".load.users: no method"])
    #expect(numbers == 4)
  }
}

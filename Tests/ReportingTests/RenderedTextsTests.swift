import TemplateCases
import TestSupport
import Testing

@testable import Reporting

/// What is remembered of renderings for one plan changes nothing that they say.
@Suite struct RenderedTextsTests {
  /// All cases one after another through one memory, which has most files from cases before.
  @Test func casesAreTheSameWithWhatOthersLeft() throws {
    let library = try TemplateFolder.library()
    let remembering = library.ofOnePlan()
    for (name, request) in InfrastructureMatrix.cases {
      for _ in 0..<2 {
        #expect(
          try remembering.infrastructure(request) == library.infrastructure(request), "\(name)")
      }
    }
  }

  /// The values of many templates for each of many, also where lists differ in a member only.
  @Test(arguments: UInt64(0)..<20)
  func randomTemplatesAreTheSameWithWhatOthersLeft(_ batch: UInt64) throws {
    for seed in (batch * 5)..<(batch * 5 + 5) {
      let library = try TemplateLibrary(texts: RandomTemplate(seed: seed).texts)
      let remembering = library.ofOnePlan()
      for other in seed..<(seed + 40) {
        let values = TemplateItem(RandomTemplate(seed: other).values)
        func text(_ library: TemplateLibrary) throws -> [RenderedFile] {
          try library.files([RandomTemplate.name], values) { String($0) }
        }
        #expect(try text(remembering) == text(library), "seed \(seed) with values of \(other)")
      }
    }
  }

  /// What no tag asks for is not looked at; whatever one asks for is.
  @Test func onlyWhatIsAskedForCounts() throws {
    let text = """
      {{% CONTENT_TYPE: HCL}}
      {{#isOne}}
      a = "{{word}}"
      {{/isOne}}
      {{#rows}}
      b = "{{item}}"
      {{/rows}}

      """
    let name = "terraform/whole.tf.mustache"
    let library = try TemplateLibrary(texts: [name: text]).ofOnePlan()
    let known = try #require(library.rendered)
    func isKnown(_ changes: [String: Any]) -> Bool {
      let values: [String: Any] = [
        "isOne": false, "word": "x", "rows": [["item": "1", "isLast": true]],
      ]
      var scope = library.scope(of: TemplateItem(values.merging(changes) { $1 }))
      return known.template(name, &scope) != nil
    }
    #expect(!isKnown([:]))
    let values: [String: Any] = [
      "isOne": false, "word": "x", "rows": [["item": "1", "isLast": true]],
    ]
    _ = try library.files([name], TemplateItem(values)) { String($0) }
    #expect(isKnown([:]))
    #expect(isKnown(["word": "y"]), "where the flag does not hold, the word is not asked for")
    #expect(!isKnown(["isOne": true]))
    #expect(!isKnown(["rows": [["item": "2", "isLast": true]]]))
    #expect(!isKnown(["rows": [["item": "1", "isLast": false]]]))
    #expect(!isKnown(["rows": [[String: Any]]()]))
  }

  /// Lists are compared by all that they hold, and by nothing else.
  @Test func formsTellListsApart() {
    let names = TemplateNames()
    func form(_ value: Any) -> ValueForm? { ValueForm(TemplateValue(value), names) }
    let list: [[String: Any]] = [["a": "b", "c": true], ["d": [["e": "f"]]]]
    let same: [[String: Any]] = [["c": true, "a": "b"], ["d": [["e": "f"]]]]
    #expect(form(list) == form(same))
    let others: [[[String: Any]]] = [
      [["a": "b", "c": false], ["d": [["e": "f"]]]], [["a": "bc", "": true], ["d": [["e": "f"]]]],
      [["a": "b", "c": true]], [["a": "b", "c": true], ["d": [["e": "g"]]]],
      [["a": "b"], ["c": true, "d": [["e": "f"]]]],
      [["a": "b", "c": "true"], ["d": [["e": "f"]]]],
    ]
    for other in others { #expect(form(other) != form(list), "\(other)") }
    let long = [[String: Any]](repeating: ["a": "b"], count: 20)
    #expect(form(long) == nil, "comparing it takes as long as rendering it")
    #expect(form(1.5) == nil)
    #expect(form([["a": 1.5]]) == nil)
  }
}

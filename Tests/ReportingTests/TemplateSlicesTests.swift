import Mustache
import TemplateCases
import Testing

@testable import Reporting

/// What is rendered slice by slice has the bytes that swift-mustache makes of the whole.
@Suite struct TemplateSlicesTests {
  @Test(arguments: UInt64(0)..<40)
  func randomTemplatesRenderAsWholes(_ batch: UInt64) throws {
    for seed in (batch * 25)..<(batch * 25 + 25) {
      let random = RandomTemplate(seed: seed)
      let library = try TemplateLibrary(texts: random.texts)
      let whole = try Self.whole(random.texts).render(
        random.values, withTemplate: "terraform/whole.tf")
      let sliced = String(
        decoding: try library.render(
          RandomTemplate.name, TemplateItem(random.values)), as: UTF8.self)
      #expect(sliced == whole, "seed \(seed): \(random.texts) with \(random.values)")
    }
  }

  @Test(
    arguments: [
      "{{#isOne}}\n# yes\n{{/isOne}}{{^isOne}}\n# no\n{{/isOne}}\n",
      "{{#isTwo}}\n{{#isOne}}\na\n{{/isOne}} {{#isTwo}}b{{/isTwo}} {{^isOne}}\nc\n{{/isOne}}\n{{/isTwo}}\n",
      "{{#isOne}}\rfoo{{/isOne}}\n", "{{/isOne}}\u{0B}{{^isOne}}\n",
      "  {{#isOne}}\u{0C}a\n{{/isOne}}\n",
      "{{#isOne}}\r\nfoo\r\n{{/isOne}}\r\n",
    ], [true, false])
  func sectionsThatCloseAndOpenOnALineRenderAsWholes(_ body: String, _ flag: Bool) throws {
    let texts = [RandomTemplate.name: "{{% CONTENT_TYPE: HCL}}\n" + body]
    let values: [String: Any] = ["isOne": flag, "isTwo": true]
    // The first library makes our content types known to swift-mustache.
    _ = try TemplateLibrary(texts: RandomTemplate(seed: 0).texts)
    let whole = try? Self.whole(texts).render(values, withTemplate: "terraform/whole.tf")
    let sliced = try? TemplateLibrary(texts: texts).render(
      RandomTemplate.name, TemplateItem(values))
    #expect(sliced.map { String(decoding: $0, as: UTF8.self) } == whole)
  }

  /// The comparison is one only where templates are cut.
  @Test func mostRandomTemplatesAreCut() {
    let slices = (UInt64(0)..<200).map { seed in
      let text = RandomTemplate(seed: seed).texts[RandomTemplate.name] ?? ""
      return TemplateSlices(text, pragma: "{{% CONTENT_TYPE: HCL}}").slices
    }
    func holds(_ kind: (TemplateSlices.Slice) -> Bool) -> Int {
      slices.count { $0.contains(where: kind) }
    }
    #expect(holds { if case .section = $0 { true } else { false } } > 60)
    #expect(holds { if case .part = $0 { true } else { false } } > 20)
    #expect(holds { if case .text = $0 { true } else { false } } > 60)
    #expect(holds { if case .value = $0 { true } else { false } } > 40)
    #expect(holds { if case .piece = $0 { true } else { false } } > 20)
  }

  /// What a list holds is followed item by item only where tags ask for names.
  @Test(arguments: [
    ("{{#rows}}\n{{item}}\n{{/rows}}\n", true), ("{{#rows}}{{item}}, {{/rows}}\n", true),
    ("{{#rows}}\n{{item}}{{^last()}},{{/last()}}\n{{/rows}}\n", false),
    ("{{#rows}}\n{{.}}\n{{/rows}}\n", false),
  ])
  func listsAreFollowedWhereTagsAskForNames(_ body: String, _ isFollowed: Bool) throws {
    let pragma = "{{% CONTENT_TYPE: HCL}}"
    let slices = TemplateSlices(pragma + "\n" + body, pragma: pragma).slices
    guard case .section(let section)? = slices.first else {
      Issue.record("\(slices)")
      return
    }
    #expect(section.asksByNameOnly == isFollowed)
  }

  @Test(arguments: Array(stride(from: 0, to: InfrastructureMatrix.cases.count, by: 11)))
  func shippedTemplatesRenderAsWholes(_ index: Int) throws {
    let model = try InfrastructureModel(InfrastructureMatrix.cases[index].request)
    let values = model.templateValues
    let library = try TemplateFolder.library()
    for name in library.fileNames {
      let sliced = String(decoding: try library.render(name, values), as: UTF8.self)
      let whole = try Self.shipped.get().render(
        values.dictionary,
        withTemplate: String(name.dropLast(TemplateChecks.suffix.count)))
      #expect(sliced == whole, "\(name)")
    }
  }

  private static let shipped = Result { try whole(TemplateFolder.texts) }

  /// Every template as swift-mustache alone reads it.
  private static func whole(_ texts: [String: String]) throws -> MustacheLibrary {
    var library = MustacheLibrary()
    for (name, text) in texts {
      library.register(
        try MustacheTemplate(string: text),
        named: String(name.dropLast(TemplateChecks.suffix.count)))
    }
    return library
  }
}

import Reporting
import TemplateCases
import Testing

@Suite struct TemplateLibraryTests {
  @Test func theShippedTemplatesPassEveryGuard() throws {
    let library = try TemplateFolder.library()
    #expect(library.fileNames.contains("terraform/network.tf.mustache"))
    #expect(library.fileNames.contains("cloudformation/template.yaml.mustache"))
  }

  @Test(arguments: [
    ("no content type", "terraform/a.tf.mustache", "text\n", "first line must be"),
    (
      "a content type of another language", "terraform/a.tf.mustache",
      "{{% CONTENT_TYPE: YAML}}\n", "first line must be {{% CONTENT_TYPE: HCL}}"
    ),
    (
      "HTML in a part", "cloudformation/parts/a.mustache", "{{% CONTENT_TYPE: HTML}}\n",
      "first line must be {{% CONTENT_TYPE: YAML}}"
    ),
    (
      "three braces", "terraform/a.tf.mustache", "{{% CONTENT_TYPE: HCL}}\n\n{{{name}}}\n",
      ":3:1: inserts name without escaping"
    ),
    (
      "an ampersand", "terraform/a.tf.mustache", "{{% CONTENT_TYPE: HCL}}\n{{& name}}\n",
      ":2:1: inserts name without escaping"
    ),
    (
      "a part that is not there", "terraform/a.tf.mustache",
      "{{% CONTENT_TYPE: HCL}}\n{{> terraform/parts/b}}\n",
      ":2:1: there is no part terraform/parts/b"
    ),
    (
      "a part chosen by a value", "terraform/a.tf.mustache",
      "{{% CONTENT_TYPE: HCL}}\n{{>*name}}\n", ":2:1: chooses a part by a value"
    ),
    (
      "other delimiters", "terraform/a.tf.mustache", "{{% CONTENT_TYPE: HCL}}\n{{=<% %>=}}\n",
      ":2:1: changes the delimiters"
    ),
    (
      "a section left open", "terraform/a.tf.mustache", "{{% CONTENT_TYPE: HCL}}\n{{#a}}\n",
      "terraform/a.tf.mustache:"
    ),
  ])
  func itRefuses(_ what: String, _ name: String, _ text: String, _ expected: String) {
    let error = #expect(throws: TemplateError.self) { try TemplateLibrary(texts: [name: text]) }
    #expect(error?.description.contains(expected) == true, "\(what): \(error?.description ?? "")")
  }

  @Test func problemsAreReportedAllAtOnce() {
    let error = #expect(throws: TemplateError.self) {
      try TemplateLibrary(texts: [
        "terraform/b.tf.mustache": "{{{x}}}", "terraform/a.tf.mustache": "",
      ])
    }
    #expect(
      error?.problems.map(\.template) == [
        "terraform/a.tf.mustache", "terraform/b.tf.mustache", "terraform/b.tf.mustache",
      ])
  }

  @Test func everyNameOfTheShippedTemplatesIsGiven() throws {
    let problems = try TemplateVocabulary().problems(of: TemplateFolder.library())
    #expect(problems.map(\.description) == [])
  }

  @Test func aMisspeltNameIsFoundWithoutRendering() throws {
    var texts = TemplateFolder.texts
    texts["terraform/parts/own.mustache"] =
      "{{% CONTENT_TYPE: HCL}}\n{{#hasTabels}}\n{{/hasTabels}}\n"
    let problems = try TemplateVocabulary().problems(of: TemplateLibrary(texts: texts))
    #expect(
      problems.map(\.description) == [
        "terraform/parts/own.mustache:2:1: no rendering has a value named hasTabels"
      ])
  }

  @Test func aNameWithoutAValueFailsTheRendering() throws {
    let text = "{{% CONTENT_TYPE: HCL}}\n# {{noSuchValue}}{{#noSuchFlag}}x{{/noSuchFlag}}\n"
    let library = try TemplateLibrary(texts: ["terraform/a.tf.mustache": text])
    let request = InfrastructureMatrix.cases[0].request
    let error = #expect(throws: TemplateError.self) { try library.infrastructure(request) }
    #expect(
      error?.problems.map(\.description) == [
        "terraform/a.tf.mustache:2:3: no value for noSuchValue",
        "terraform/a.tf.mustache:2:18: no value for noSuchFlag",
      ])
  }
}

import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct ExampleTests {
  @Test(arguments: ExampleFiles(besideCatalog: ShippedCatalog.directory).names)
  func anExampleLoadsAndMakesRequirements(_ name: String) throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let path = RepositoryFiles.path("Examples/\(name).answers.yaml")
    let reading = try AnswerFileReader.read(path, questionnaire)
    #expect(reading.diagnostics == [])
    let sheet = try #require(reading.sheet)
    let derived = RequirementsDerivation.derive(
      questionnaire, sheet, try ShippedCatalog.catalog())
    #expect(derived.diagnostics == [])
    #expect(derived.requirements?.name == name)
    #expect((10...36).contains(sheet.answers.count))
    let rewriting = AnswerFileRewriter.rewrite(reading.text, to: sheet, questionnaire)
    #expect(rewriting.text == reading.text)
    #expect(rewriting.keepsLayout)
  }

  @Test func theWebshopIsUnderstood() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let path = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let sheet = try #require(try AnswerFileReader.read(path, questionnaire).sheet)
    let requirements = try #require(
      RequirementsDerivation.derive(questionnaire, sheet, try ShippedCatalog.catalog())
        .requirements)
    #expect(requirements.users.now.value == 2500)
    #expect(requirements.requests.map(\.name) == ["browse", "search", "checkout"])
    #expect(requirements.requests[0].cpuTime.milliseconds == 6)
    #expect(
      requirements.dataSets.map(\.content) == ["relational", "relational", "key-value", "files"])
    #expect(requirements.jobs.first?.duration.value == 240)
    #expect(requirements.budget.monthly?.value == 900)
    #expect(requirements.objectives.p99.milliseconds == 800)
    #expect(requirements.assumptions.map(\.question).contains("requests[search].writes") == false)
    #expect(requirements.assumptions.map(\.question).contains("requests[search].responseKilobytes"))
  }
}

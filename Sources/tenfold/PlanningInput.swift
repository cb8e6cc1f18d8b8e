import ArgumentParser
import CatalogModel
import OrderedCollections
import Requirements
import Roadmap
import Storage

/// The argument and options of every command that plans: which answers, which catalog.
struct PlanningInput: ParsableArguments {
  @Argument(help: ArgumentHelp("The answer file; - for standard input.", valueName: "file"))
  var file: String

  @OptionGroup var options: CatalogOptions
}

/// Everything that was read and derived before planning.
struct PlanningContext {
  let questionnaire: Questionnaire
  let sheet: AnswerSheet
  let answersDigest: String
  let catalog: Catalog
  let requirements: SystemRequirements
}

extension PlanningInput {
  /// Reads the answers and the catalog of their region, and derives the requirements.
  ///
  /// - Throws: Exit code 65 for bad answers, 66 for a missing file, 78 for a bad catalog, after
  ///   saying on standard error everything that is wrong.
  func context() throws -> PlanningContext {
    let directory = try options.directory()
    let questions = QuestionnaireReader.read(directory)
    Console.report(questions.diagnostics)
    guard let questionnaire = questions.questionnaire else { throw ExitCode(78) }

    let reading: AnswerFileReading
    do {
      reading = try AnswerFileReader.read(file, questionnaire)
    } catch {
      Console.message(error.message)
      throw ExitCode(66)
    }
    guard let sheet = reading.sheet else {
      Console.report(reading.diagnostics)
      throw ExitCode(65)
    }
    let catalog = try options.open(region: sheet.region(questionnaire))
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    Console.report((reading.diagnostics + derived.diagnostics).sortedByPlace())
    guard let requirements = derived.requirements else { throw ExitCode(65) }
    return PlanningContext(
      questionnaire: questionnaire, sheet: sheet, answersDigest: reading.digest, catalog: catalog,
      requirements: requirements)
  }
}

extension PlanningContext {
  /// Plans.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  func plan() throws -> Plan {
    do {
      return try Planner(catalog: catalog).plan(requirements)
    } catch {
      Console.message(error.message)
      throw ExitCode(78)
    }
  }
}

extension Catalog.Gap {
  /// What is missing, for people.
  var message: String {
    switch self {
    case .fact(let id): "Catalog: error: the fact `\(id)` is missing or is not a number"
    case .price(let key): "Catalog: error: there is no price for `\(key)` in this region"
    case .instances(let name): "Catalog: error: no instance type `\(name)` in this region"
    }
  }
}

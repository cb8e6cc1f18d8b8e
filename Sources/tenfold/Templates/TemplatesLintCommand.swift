import ArgumentParser
import Reporting

/// `tenfold templates lint`: everything that is wrong with the templates, at once.
struct TemplatesLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check the templates: exit 78 if there are mistakes.",
    discussion: """
      Looks at every tag of every template: its content type, that values are escaped, that the \
      parts it includes exist and that renderings have a value of each name.
      """)

  @OptionGroup var options: TemplateOptions

  func run() throws {
    let folders = try TemplateFolders(own: options.templates)
    var problems: [TemplateProblem] = []
    do {
      problems = try TemplateVocabulary().problems(of: TemplateLibrary(texts: folders.texts))
    } catch let error as TemplateError {
      problems = error.problems
    }
    Console.write(problems.map { "\($0)\n" }.joined())
    Console.write("\(folders.texts.count) templates, \(problems.count) mistakes\n")
    if !problems.isEmpty { throw ExitCode(78) }
  }
}

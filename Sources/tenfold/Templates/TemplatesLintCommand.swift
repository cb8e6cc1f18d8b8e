import ArgumentParser
import Reporting

/// `tenfold templates lint`: everything that is wrong with the templates, at once.
struct TemplatesLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check the templates: exit 78 if there are mistakes.",
    discussion: """
      Looks at every tag of every template: its content type, that values are escaped, that the \
      parts it includes exist, that renderings have a value of each name and that strings are \
      closed. Files of your folder that nothing is made of are mistakes as well.
      """)

  @OptionGroup var options: TemplateOptions

  func run() throws {
    let folders = try TemplateFolders(own: options.templates)
    let problems = try folders.problems()
    Console.write(problems.map { "\($0)\n" }.joined())
    Console.write("\(folders.texts.count) templates, \(problems.count) mistakes\n")
    if !problems.isEmpty { throw ExitCode(78) }
  }
}

import ArgumentParser
import Reporting

/// `tenfold templates list`: names, what each makes, and where it comes from.
struct TemplatesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the templates and where each comes from.")

  @OptionGroup var options: TemplateOptions

  func run() throws {
    let folders = try TemplateFolders(own: options.templates)
    var table = TextTable([("TEMPLATE", .left), ("MAKES", .left), ("FROM", .left)])
    for name in folders.texts.keys.sorted() {
      let isOwn = folders.ownNames.contains(name)
      let isShipped = folders.shippedNames.contains(name)
      table.add([
        name, TemplateLibrary.isPart(name) ? "a part" : "a file",
        isOwn ? (isShipped ? "your folder, over the shipped" : "your folder") : "shipped",
      ])
    }
    Console.write(table.text)
  }
}

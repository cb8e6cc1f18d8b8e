import ArgumentParser
import CatalogModel

/// `tenfold templates show`: the text of a template.
struct TemplatesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a template, to begin one of your own with.")

  @OptionGroup var options: TemplateOptions

  @Argument(
    help: ArgumentHelp(
      "The template, such as terraform/network.tf.mustache; the suffix may be left out.",
      valueName: "name"))
  var name: String

  func run() throws {
    let folders = try TemplateFolders(own: options.templates)
    guard let text = folders.texts[name] ?? folders.texts[name + ".mustache"] else {
      let known = folders.texts.keys.sorted()
      let near = known.filter { $0.contains(name) }.prefix(5)
      throw ValidationError(
        "There is no template '\(name)'"
          + (near.isEmpty ? "; see templates list." : ". Near: \(near.joined(separator: ", ")).")
      )
    }
    Console.write(text)
  }
}

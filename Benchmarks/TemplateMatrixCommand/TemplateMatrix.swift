import Reporting
import Storage
import TemplateCases

/// Renders the architectures of the test matrix, so that the checkers of templates can read them.
///
///     template-matrix FOLDER
///
/// Writes `FOLDER/case-NN/terraform` and `FOLDER/case-NN/cloudformation` for each.
@main
enum TemplateMatrix {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      return print("usage: template-matrix FOLDER, from the checkout")
    }
    let folder = CommandLine.arguments[1]
    let texts = FileTree(SharedDirectory(path: "Templates")).texts(endingIn: ".mustache")
    let library = try TemplateLibrary(texts: texts)
    let files = try InfrastructureMatrix.cases.flatMap { name, request in
      try library.infrastructure(request).map {
        OutputDirectory.File(path: "\(name)/\($0.path)", text: $0.contents)
      }
    }
    try OutputDirectory(path: folder).write(files)
    print("\(InfrastructureMatrix.cases.count) architectures in \(folder)")
  }
}

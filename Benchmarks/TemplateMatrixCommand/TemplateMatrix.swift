import Reporting
import Storage
import TemplateCases

/// Renders the architectures of the test matrix, so that the checkers of templates can read them.
///
///     template-matrix FOLDER
///     template-matrix --time
///
/// Writes `FOLDER/case-NN/terraform` and `FOLDER/case-NN/cloudformation` for each, or prints how long the
/// templates of all stages of each example take.
@main
enum TemplateMatrix {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      return print("usage: template-matrix FOLDER or template-matrix --time, from the checkout")
    }
    let texts = FileTree(SharedDirectory(path: "Templates")).texts(endingIn: ".mustache")
    if CommandLine.arguments[1] == "--time" { return try RenderingTime(texts: texts).print() }
    let library = try TemplateLibrary(texts: texts)
    let folder = CommandLine.arguments[1]
    let files = try InfrastructureMatrix.cases.flatMap { name, request in
      try library.infrastructure(request).map {
        OutputDirectory.File(path: "\(name)/\($0.path)", text: $0.contents)
      }
    }
    try OutputDirectory(path: folder).write(files)
    print("\(InfrastructureMatrix.cases.count) architectures in \(folder)")
  }
}

/// How AWS Lambda runs the code of a system, by its answer to what the back end runs on.
///
/// Source: AWS Lambda developer guide, "Lambda runtimes"; runtimes that Lambda lacks run as an
/// executable on the operating system alone.
enum FunctionRuntime {
  /// The identifier of the runtime; Node.js for an answer that is none of the questionnaire's.
  static func identifier(of answer: String) -> String {
    switch answer {
    case "go-rust", "swift", "php": "provided.al2023"
    case "jvm-dotnet": "java21"
    case "python": "python3.13"
    case "ruby": "ruby3.4"
    default: "nodejs22.x"
    }
  }

  /// What a package is entered by, in the form that the runtime takes.
  ///
  /// - Parameter tier: `app` or `worker`.
  static func handler(of answer: String, tier: String) -> String {
    switch identifier(of: answer) {
    case "provided.al2023": tier
    case "java21": "system.\(tier.prefix(1).uppercased() + tier.dropFirst())Handler::handleRequest"
    case "ruby3.4": "\(tier).handler"
    default: "\(tier).handler"
    }
  }
}

/// Something wrong with a template, and where.
package struct TemplateProblem: Hashable, Sendable, CustomStringConvertible {
  /// The template's name, such as `terraform/network.tf.mustache`.
  package let template: String
  /// The line of the template, from 1; nil where the template as a whole is wrong.
  package let line: Int?
  package let message: String

  package var description: String {
    line.map { "\(template):\($0): \(message)" } ?? "\(template): \(message)"
  }
}

/// The templates cannot be used; all problems at once, in the order of template and line.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  package let problems: [TemplateProblem]

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

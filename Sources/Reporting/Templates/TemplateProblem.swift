/// Something wrong with a template, and where.
package struct TemplateProblem: Hashable, Sendable, CustomStringConvertible {
  /// The template's name, such as `terraform/network.tf.mustache`.
  package let template: String
  /// Nil where the template as a whole is wrong.
  package let place: TemplatePlace?
  package let message: String

  package init(template: String, place: TemplatePlace?, message: String) {
    self.template = template
    self.place = place
    self.message = message
  }

  /// `TEMPLATE:LINE:COLUMN: MESSAGE`.
  package var description: String {
    place.map { "\(template):\($0.line):\($0.column): \(message)" } ?? "\(template): \(message)"
  }
}

/// The templates cannot be used; all problems at once, in the order of template and place.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  package let problems: [TemplateProblem]

  package init(problems: [TemplateProblem]) { self.problems = problems }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

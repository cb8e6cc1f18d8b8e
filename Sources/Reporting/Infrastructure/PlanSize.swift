import Quantities

/// A size that the plan chose: a variable in Terraform, a parameter in CloudFormation.
///
/// Code never holds the value, so that architectures of the same shape share their files.
struct PlanSize {
  enum Value {
    case text(String, pattern: String)
    case number(Double, ClosedRange<Double>)
  }

  /// The variable's name in Terraform, in lower case with underscores.
  let variable: String
  let description: String
  let value: Value
  /// Whether CloudFormation, which has no loops, unrolls it instead.
  let isTerraformOnly: Bool

  init(_ variable: String, _ description: String, _ value: Value, isTerraformOnly: Bool = false) {
    self.variable = variable
    self.description = description
    self.value = value
    self.isTerraformOnly = isTerraformOnly
  }

  /// A number moved into the range that AWS allows.
  static func number(
    _ variable: String, _ description: String, _ value: Double, in range: ClosedRange<Double>,
    isTerraformOnly: Bool = false
  ) -> PlanSize {
    let finite = value.isFinite ? value : range.upperBound
    let allowed = min(max(finite, range.lowerBound), range.upperBound)
    return PlanSize(
      variable, description, .number(allowed, range), isTerraformOnly: isTerraformOnly)
  }

  static func text(_ variable: String, _ description: String, _ value: String, _ pattern: String)
    -> PlanSize
  {
    PlanSize(variable, description, .text(value, pattern: pattern))
  }

  /// The parameter's name in CloudFormation: the words of `variable`, each with a capital.
  var parameter: String {
    LogicalID.joined(variable, at: "_")
  }

  /// The value as a JSON value of `terraform.tfvars.json`.
  var literal: JSONLiteral {
    switch value {
    case .text(let text, _): .text(text)
    case .number(let number, _): .number(number)
    }
  }

  /// The value as text, for CloudFormation.
  var text: String {
    switch value {
    case .text(let text, _): text
    case .number(let number, _): DecimalText.exact(number)
    }
  }

  /// The names that templates use for it.
  var values: TemplateItem {
    let (minimum, maximum, pattern, isNumber): (String, String, String, Bool) =
      switch value {
      case .text(_, let pattern): ("", "", pattern, false)
      case .number(_, let range):
        (DecimalText.exact(range.lowerBound), DecimalText.exact(range.upperBound), "", true)
      }
    return [
      "variable": .text(variable), "parameter": .text(parameter),
      "description": .text(description), "value": .text(text), "minimum": .text(minimum),
      "maximum": .text(maximum), "pattern": .text(pattern), "isNumber": .flag(isNumber),
      "hasPattern": .flag(!isNumber),
    ]
  }
}

@testable import Reporting

extension TerraformRoot {
  /// The addresses of its resources, in the order of the files.
  var addresses: [String] { resources.map(known.address) }

  /// The lines of each resource that has any, by its address.
  var bodies: [String: String] {
    resources.reduce(into: [:]) { bodies, number in
      if let body = body(number) { bodies[known.address(number)] = body }
    }
  }
}

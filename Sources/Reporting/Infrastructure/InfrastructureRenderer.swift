extension TemplateLibrary {
  /// The Terraform root and the CloudFormation template of an architecture, sized by the plan.
  ///
  /// Same request, same bytes. Files that an architecture has no use for are left out. User text is in
  /// `terraform.tfvars.json` and `parameters.json` alone, where no tool interprets it.
  ///
  /// - Returns: Files below `terraform/` and `cloudformation/`, sorted by path.
  /// - Throws: `InfrastructureError` for a request that cannot be rendered, `TemplateError` where a
  ///   template asks for a value that there is not.
  package func infrastructure(_ request: InfrastructureRequest) throws -> [RenderedFile] {
    let model = try InfrastructureModel(request)
    let values = model.templateValues
    var files = [
      RenderedFile(
        path: "terraform/terraform.tfvars.json", contents: model.terraformValues.document),
      RenderedFile(
        path: "cloudformation/parameters.json", contents: model.cloudFormationParameters.document),
    ]
    for name in fileNames {
      let text = try render(name, values)
      let path = String(name.dropLast(".mustache".count))
      let laidOut = path.hasSuffix(".tf") ? laidOutHCL(text) : withSingleBlankLines(text)
      if !laidOut.isEmpty { files.append(RenderedFile(path: path, contents: laidOut)) }
    }
    return files.sorted { $0.path < $1.path }
  }
}

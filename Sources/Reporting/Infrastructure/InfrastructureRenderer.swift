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
    return try files(of: model, model.templateValues)
  }

  /// As `infrastructure`, of a request that was looked through, with its `templateValues`.
  func files(of model: InfrastructureModel, _ values: TemplateItem) throws -> [RenderedFile] {
    let isUnit = model.request.isUnit
    var files = [
      RenderedFile(
        path: "terraform/terraform.tfvars.json", bytes: model.terraformValues.bytes)
    ]
    if !isUnit {
      files.append(
        RenderedFile(
          path: "cloudformation/parameters.json", bytes: model.cloudFormationParameters.bytes))
    }
    let comments = TraceComments(sources: model.request.sources)
    files += try self.files(isUnit ? unitFileNames : fileNames, values, comments) { String($0) }
    return files.sorted { $0.path < $1.path }
  }

  /// The files that templates make of the values; those that come out empty are left out.
  ///
  /// - Parameters:
  ///   - names: The templates.
  ///   - values: What they ask for.
  ///   - comments: What stands above resources.
  ///   - path: The path of the file of a template, from its name without folders of its own kind
  ///     and without the suffix.
  /// - Throws: `TemplateError` where a template asks for a value that there is not.
  func files(
    _ names: [String], _ values: TemplateItem, _ comments: TraceComments = .none,
    path: (Substring) -> String
  ) throws -> [RenderedFile] {
    var files: [RenderedFile] = []
    var scope = scope(of: values)
    for name in names {
      var own = name.dropLast(".mustache".count)
      if name.hasPrefix("system/between/") {
        own = own.dropFirst("system/between/".count)
      } else if name.hasPrefix("system/") {
        own = own.dropFirst("system/".count)
      }
      let path = path(own)
      let template = try laidOut(name, &scope, path: path)
      guard !template.text.isEmpty else { continue }
      files.append(RenderedFile(path: path, bytes: comments.traced(template)))
    }
    return files
  }

  /// What a template comes to; without any text where the values leave nothing.
  private func laidOut(
    _ name: String, _ scope: inout TemplateScope, path: String
  ) throws -> LaidOutTemplate {
    if let known = rendered?.template(name, &scope) { return known }
    let outer = scope.beginWatch()
    let text = try render(name, &scope)
    let names = scope.endWatch(outer)
    let template = LaidOutTemplate(text, path: path, origins)
    rendered?.note(template, of: name, asking: names, &scope)
    return template
  }
}

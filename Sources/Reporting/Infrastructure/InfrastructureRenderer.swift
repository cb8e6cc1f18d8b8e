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
  func files(of model: InfrastructureModel, _ values: [String: Any]) throws -> [RenderedFile] {
    var files = [
      RenderedFile(
        path: "terraform/terraform.tfvars.json", contents: model.terraformValues.document),
      RenderedFile(
        path: "cloudformation/parameters.json", contents: model.cloudFormationParameters.document),
    ]
    let comments = TraceComments(sources: model.request.sources, origins)
    files += try self.files(fileNames, values, comments) { String($0) }
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
    _ names: [String], _ values: [String: Any], _ comments: TraceComments = .none,
    path: (Substring) -> String
  ) throws -> [RenderedFile] {
    var files: [RenderedFile] = []
    let scope = TemplateScope(values)
    let known = comments.sources.flatMap { rendered?.group($0) }
    for name in names {
      var own = name.dropLast(".mustache".count)
      for prefix in ["system/between/", "system/"] where own.hasPrefix(prefix) {
        own = own.dropFirst(prefix.count)
      }
      let path = path(own)
      let contents: String
      if let text = known?.text(of: name, scope) {
        contents = text
      } else {
        scope.beginWatch()
        contents = try text(of: name, scope, comments, path: path)
        known?.note(contents, of: name, scope)
      }
      if !contents.isEmpty { files.append(RenderedFile(path: path, contents: contents)) }
    }
    return files
  }

  /// What the file of a template says; nothing where it comes out empty.
  private func text(
    of name: String, _ scope: TemplateScope, _ comments: TraceComments, path: String
  ) throws -> String {
    let text = try render(name, scope)
    let laidOut = path.hasSuffix(".tf") ? laidOutHCL(text) : withSingleBlankLines(text)
    return laidOut.isEmpty
      ? "" : String(decoding: comments.traced(laidOut, path: path), as: UTF8.self)
  }
}

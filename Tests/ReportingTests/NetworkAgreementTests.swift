import CapacityPlanning
import Quantities
import Reporting
import TemplateCases
import Testing

/// What the bill counts of the network is what the templates create.
@Suite struct NetworkAgreementTests {
  @Test(arguments: InfrastructureMatrix.cases.map(\.name))
  func cloudFormationCreatesWhatIsBilled(_ name: String) throws {
    let request = try #require(InfrastructureMatrix.cases.first { $0.name == name }).request
    let architecture = request.architecture
    let files = try TemplateFolder.library().infrastructure(request)
    let template = try #require(files.first { $0.path == "cloudformation/template.yaml" }).contents
    func count(_ text: String) -> Int { template.ranges(of: text).count }
    #expect(count("Type: AWS::EC2::NatGateway") == architecture.natGateways)
    #expect(template.ranges(of: #/\n  NatAddress[0-9]+:/#).count == architecture.natGateways)
    #expect(count("VpcEndpointType: Interface") == architecture.interfaceEndpoints.count)
    for endpoint in architecture.interfaceEndpoints {
      #expect(count("amazonaws.com.${AWS::Region}.\(endpoint.rawValue)") == 0)
      #expect(count("com.amazonaws.${AWS::Region}.\(endpoint.rawValue)\"") == 1)
    }
    #expect(
      count("Type: application") + count("Type: network")
        == (architecture.hasALB ? 1 : 0) + (architecture.hasNLB ? 1 : 0))
    let facing =
      (architecture.hasALB && !architecture.isALBInternal ? 1 : 0)
      + (architecture.hasNLB && !architecture.isNLBInternal ? 1 : 0)
    #expect(count("Scheme: internet-facing") == facing)
  }

  @Test(arguments: InfrastructureMatrix.cases.map(\.name))
  func terraformCreatesWhatIsBilled(_ name: String) throws {
    let request = try #require(InfrastructureMatrix.cases.first { $0.name == name }).request
    let architecture = request.architecture
    let files = try TemplateFolder.library().infrastructure(request)
    let code = files.filter { $0.path.hasSuffix(".tf") }.map(\.contents).joined(separator: "\n")
    func count(_ text: String) -> Int { code.ranges(of: text).count }
    // There is one gateway a zone, and the number of zones is a value of its own.
    #expect(count("\"aws_nat_gateway\" \"main\"") == (architecture.natGateways > 0 ? 1 : 0))
    #expect(count("\"Interface\"") == architecture.interfaceEndpoints.count)
    let values = try #require(files.first { $0.path == "terraform/terraform.tfvars.json" }).contents
    let zones = architecture.computeZones
    #expect(values.contains("\"zones\": \(zones)") == architecture.needsPrivateNetwork)
    #expect(architecture.natGateways == 0 || architecture.natGateways == zones)
  }

  @Test(arguments: ComputePlatform.allCases)
  func onlyFunctionsNeedNoGateway(_ platform: ComputePlatform) throws {
    let architecture = Architecture(
      frontEnd: .none, edge: .none, exposure: .httpAPI, balancing: .none, hasInspection: false,
      compute: InfrastructureMatrix.compute(platform),
      relational: InfrastructureMatrix.relational(.rds), tables: [], cache: nil,
      hasFileStorage: false, messaging: [.queue], workers: nil, zones: 2,
      observability: Observability(hasMetrics: true, hasTraces: false))
    #expect(architecture.needsPrivateNetwork)
    #expect(architecture.natGateways == (platform == .lambda ? 0 : 2))
    #expect(architecture.interfaceEndpoints == (platform == .lambda ? [.queue] : []))
  }
}

import TemplateCases
import Testing

@testable import Reporting

/// Files that other stages have as well are read once.
@Suite struct TerraformFileTests {
  /// Roots of all cases with what was read for the ones before, beside each by itself.
  @Test func rootsAreTheSameWithFilesOfOthers() throws {
    let library = try TemplateFolder.library()
    let known = TerraformFiles()
    var resources = 0
    for (name, request) in InfrastructureMatrix.cases {
      let files = try library.infrastructure(request)
      let (alone, among) = (TerraformRoot(files), TerraformRoot(files, known))
      #expect(alone.addresses == among.addresses, "\(name)")
      #expect(alone.bodies == among.bodies, "\(name)")
      #expect(alone.variables == among.variables, "\(name)")
      #expect(alone.sizes == among.sizes, "\(name)")
      resources += alone.bodies.count
    }
    #expect(resources > 100)
  }

  /// Texts of one length are told apart, whichever of their bytes differs.
  @Test func filesOfOneLengthAreToldApart() {
    let known = TerraformFiles()
    for length in 1..<20 {
      let names = (0..<length).map { place in
        String((0..<length).map { $0 == place ? "b" : "a" })
      }
      for _ in 0..<2 {
        for name in names {
          let text = Array("variable \"\(name)\" {\n}\n".utf8)
          #expect(known.file(text, in: "").file.variables.map(\.name) == [name])
        }
      }
    }
  }

  /// Resources of a file that stands in two modules have two addresses, and the same numbers each time.
  @Test func addressesHaveNumbers() {
    let known = TerraformFiles()
    let text = Array(
      "resource \"aws_lb\" \"alb\" {\n}\nresource \"aws_kms_key\" \"main\" {\n}\n".utf8)
    let root = known.file(text, in: "").numbers
    let module = known.file(text, in: "module.orders.").numbers
    #expect(Set(root + module).count == 4)
    #expect(root.map(known.address) == ["aws_lb.alb", "aws_kms_key.main"])
    #expect(
      module.map(known.address) == ["module.orders.aws_lb.alb", "module.orders.aws_kms_key.main"])
    #expect((root + module).map(known.holdsData) == [false, true, false, true])
    #expect(known.file(text, in: "module.orders.").numbers == module)
    // Another file with the same resource.
    let other = Array("# other\nresource \"aws_lb\" \"alb\" {\n}\n".utf8)
    #expect(known.file(other, in: "").numbers == [root[0]])
  }

  @Test(arguments: [
    ("aws_lb.alb", "aws_lb"), ("module.orders.aws_lb.alb", "aws_lb"),
    ("module.a.module.b.aws_lb.alb", "aws_lb"), ("alb", ""), ("", ""),
  ])
  func theTypeStandsBeforeTheName(_ address: String, _ type: String) {
    #expect(TerraformRoot.type(of: address) == type)
  }

  @Test func blocksAreReadByTheirLines() {
    let text =
      """
      variable "zones" {
        type = number
      }
      variable "size" {
        default = 2
      }
      # Decided: compute.
      resource "aws_lb" "alb" {
        # a remark
        name = "a"
        tags = {
        }
      }
      resource "aws_lb" "open" {
      """
    let file = TerraformFile(Array(text.utf8))
    #expect(file.resources.map(\.address) == ["aws_lb.alb", "aws_lb.open"])
    #expect(file.resources.map(\.holdsData) == [false, false])
    #expect(file.resources.map(\.body) == ["  name = \"a\"\n  tags = {\n  }", nil])
    #expect(file.variables.map(\.name) == ["zones", "size"])
    #expect(file.variables.map(\.hasDefault) == [false, true])
  }
}

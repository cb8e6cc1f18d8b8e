import Mustache
import TestSupport
import Testing

@testable import Reporting

/// Values are escaped by their bytes as they are by their scalars.
@Suite struct TemplateEscapingTests {
  @Test(arguments: ["HCL", "YAML", "MARKDOWN"])
  func bytesAreEscapedAsScalarsAre(_ language: String) {
    let type: any MustacheContentType =
      switch language {
      case "YAML": YAMLContentType()
      case "MARKDOWN": MarkdownContentType()
      default: HCLContentType()
      }
    let escaping = TemplateEscaping(pragma: "{{% CONTENT_TYPE: \(language)}}")
    var random = SplitMix64(seed: 31)
    let signs =
      (UInt8.min..<0x80).map { String(Unicode.Scalar($0)) }
      + ["${", "%{", "$${", "é", "\u{85}", "\u{202E}", "plain text", "a-long-name.of-a.host"]
    var escaped = 0
    for _ in 0..<4_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        signs[Int.random(in: 0..<signs.count, using: &random)]
      }.joined()
      var buffer = TextBuffer()
      escaping.append(text, to: &buffer)
      let bytes = buffer.text
      #expect(bytes == type.escapeText(text), "\(text.debugDescription)")
      if bytes != text { escaped += 1 }
    }
    #expect(escaped > 1_000)
  }
}

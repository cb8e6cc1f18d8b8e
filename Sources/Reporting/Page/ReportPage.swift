import CatalogModel
import Requirements
import Roadmap

/// `report.html`: the roadmap as one page that needs nothing else: no network, no script, charts as SVG,
/// light and dark by what the reader's system prefers, and fit for paper.
///
/// Its text is that of `roadmap.md` without what people noted there, so that the two never disagree.
package struct ReportPage {
  package static let path = "report.html"

  let input: ReportInput
  private let roadmap: String?
  private let latency: LatencySweep?

  /// - Parameters:
  ///   - roadmap: The text of the roadmap without notes, where it was rendered already.
  ///   - latency: The response times over the load, where they were computed already.
  package init(_ input: ReportInput, roadmap: String? = nil, latency: LatencySweep? = nil) {
    self.input = input
    self.roadmap = roadmap
    self.latency = latency
  }

  package var file: RenderedFile { RenderedFile(path: Self.path, contents: text) }

  package var text: String {
    let page = MarkdownPage { code, html in
      if let chart = FlowchartSVG(code) { chart.append(to: &html) }
    }
    let (body, contents) = page.body(roadmap ?? RoadmapDocument(input).text)
    let charts = ReportCharts(
      plan: input.plan, catalog: input.catalog, schedule: input.schedule, sweep: latency
    ).figures
    let section =
      charts.isEmpty
      ? ""
      : """
      <section id="charts">
      <h2>Charts</h2>
      <div class="charts">
      \(charts.joined(separator: "\n"))
      </div>
      </section>

      """
    let links = contents.map {
      "<li><a href=\"#\(XMLText.escaped($0.anchor))\">\($0.title)</a></li>"
    }
    let title = XMLText.escaped(input.plan.requirements.name)
    // The verdict comes before the charts, and these before everything else.
    let parts = Self.split(body)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="tenfold \(XMLText.escaped(input.version))">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title): AWS architecture roadmap</title>
      <style>
      \(PageStyle.text)
      </style>
      </head>
      <body>
      <main>
      \(parts.before)
      <nav aria-label="Contents"><ul>
      \(charts.isEmpty ? "" : "<li><a href=\"#charts\">Charts</a></li>\n")\(links.joined(separator: "\n"))
      </ul></nav>
      \(section)\(parts.after)
      </main>
      <footer class="made">\(XMLText.escaped(input.provenance))</footer>
      </body>
      </html>

      """
  }

  /// What stands before the first heading of the second level, and the rest.
  private static func split(_ body: String) -> (before: Substring, after: Substring) {
    // A sign that begins markup is written as an entity everywhere else.
    let heading = Array("<h2".utf8)
    let bytes = body.utf8
    let place = bytes.indices.first {
      bytes[$0] == UInt8(ascii: "<") && bytes[$0...].starts(with: heading)
    }
    guard let place else { return (body[...], "") }
    return (body[..<place], body[place...])
  }
}

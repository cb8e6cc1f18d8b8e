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

  package var file: RenderedFile { RenderedFile(path: Self.path, parts: parts) }

  package var text: String { parts.text }

  private var parts: TextParts {
    let markdown = MarkdownPage { code, html in
      if let chart = FlowchartSVG(code) { chart.append(to: &html) }
    }
    let roadmap = roadmap ?? RoadmapDocument(input).text
    var body = TextBuffer(capacity: roadmap.utf8.count * 2 + 1)
    let contents = markdown.append(roadmap, to: &body)
    let charts = ReportCharts(
      plan: input.plan, catalog: input.catalog, schedule: input.schedule, sweep: latency
    ).figures
    var parts = TextParts()
    var page = TextBuffer(capacity: charts.reduce(64 << 10) { $0 + $1.utf8.count + 1 })
    appendHead(to: &page)
    // The verdict comes before the charts, and these before everything else.
    let place = body.withBytes { body in
      let place = Self.firstSection(of: body)
      page.append(UnsafeBufferPointer(rebasing: body[..<place]))
      return place
    }
    Self.append(contents, hasCharts: !charts.isEmpty, to: &page)
    Self.append(charts, to: &page)
    parts.append(page.bytes)
    parts.append(body.bytes(from: place))
    page.removeAll()
    page.append(
      """

      </main>
      <footer class="made">\(XMLText.escaped(input.provenance))</footer>
      </body>
      </html>

      """)
    parts.append(page.bytes)
    return parts
  }

  private func appendHead(to page: inout TextBuffer) {
    let title = XMLText.escaped(input.plan.requirements.name)
    page.append(
      """
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

      """)
  }

  private static func append(
    _ contents: [(anchor: String, title: String)], hasCharts: Bool, to page: inout TextBuffer
  ) {
    let links = contents.map {
      "<li><a href=\"#\(XMLText.escaped($0.anchor))\">\($0.title)</a></li>"
    }
    page.append(
      """

      <nav aria-label="Contents"><ul>
      \(hasCharts ? "<li><a href=\"#charts\">Charts</a></li>\n" : "")\(links.joined(separator: "\n"))
      </ul></nav>

      """)
  }

  private static func append(_ charts: [String], to page: inout TextBuffer) {
    if charts.isEmpty { return }
    page.append(
      """
      <section id="charts">
      <h2>Charts</h2>
      <div class="charts">

      """)
    for chart in charts {
      page.append(chart)
      page.append(UInt8(ascii: "\n"))
    }
    page.append(
      """
      </div>
      </section>

      """)
  }

  /// Where the first heading of the second level begins; the end where there is none.
  private static func firstSection(of body: UnsafeBufferPointer<UInt8>) -> Int {
    // A sign that begins markup is written as an entity everywhere else.
    var place = ByteScan.first(UInt8(ascii: "<"), in: body, body.indices)
    while place < body.count,
      !BlockLabels.begins(UnsafeBufferPointer(rebasing: body[place...]), "<h2")
    {
      place = ByteScan.first(UInt8(ascii: "<"), in: body, place + 1..<body.count)
    }
    return place
  }
}

import Quantities
import Requirements

/// P13: the three layers of an application, each described or marked as not there.
struct LayerInventory {
  let requirements: SystemRequirements

  /// One sentence for each of presentation, business and data.
  var note: Note {
    Note(
      rule: "P13", text: [presentation, business, data].joined(separator: " "),
      questions: ["data", "frontEnd.kind", "jobs", "requests"])
  }

  private var presentation: String {
    switch requirements.frontEnd.kind {
    case "none": "Presentation: not there, no user interface."
    case "native": "Presentation: a native app, which brings its own files."
    case "ssr": "Presentation: pages rendered per request."
    case "traditional": "Presentation: server pages with shared files."
    default: "Presentation: files that are built once."
    }
  }

  private var business: String {
    let kinds = requirements.requests.map(\.name).joined(separator: ", ")
    let jobs = requirements.jobs.map(\.name).joined(separator: ", ")
    return "Business: requests \(kinds); "
      + (jobs.isEmpty ? "no background jobs." : "background jobs \(jobs).")
  }

  private var data: String {
    let used = requirements.dataSets.filter {
      $0.accessShare > 0 || $0.size > .zero || $0.ingestRate > .zero
    }
    guard !used.isEmpty, asksForData(used) else {
      return "Data: not there, no request reads or writes any."
    }
    return "Data: \(used.map { "\($0.name) (\($0.content))" }.joined(separator: ", "))."
  }

  /// Whether anything is read, written, ingested or kept.
  private func asksForData(_ sets: [DataSet]) -> Bool {
    requirements.requests.contains { $0.reads > 0 || $0.writes > 0 }
      || sets.contains { $0.size > .zero || $0.ingestRate > .zero }
  }
}

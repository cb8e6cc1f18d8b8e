import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A check as a SARIF 2.1.0 log, whose results point at the lines of the answers.
///
/// OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01". Only
/// findings are results: what passes is none, since code scanning shows every result as an alert, but for
/// what a passing gate does not judge.
struct CheckSARIF {
  let summary: CheckSummary

  var text: String {
    JSONWriter.document { json in
      json.object { json in
        json.member(
          "$schema",
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            + "sarif-schema-2.1.0.json")
        json.member("runs") { $0.list([audit], run) }
        json.member("version", "2.1.0")
      }
    }.text
  }

  private var audit: CheckAudit { summary.audit }

  /// The rules that findings follow, each once, in their order.
  private var rules: [String] {
    var seen: Set<String> = []
    return audit.findings.map(\.rule).filter { seen.insert($0).inserted }
  }

  private func run(_ audit: CheckAudit, to json: inout JSONWriter) {
    json.object { json in
      json.member("automationDetails") { json in
        json.object { json in
          // GitHub takes what stands before the last slash as the category.
          json.member("id", "tenfold/\(Slug.make(summary.input.plan.requirements.name))/")
        }
      }
      json.member("columnKind", "unicodeCodePoints")
      json.member("invocations", each: [summary.exitCode]) { exitCode, json in
        json.object { json in
          json.member("executionSuccessful", true)
          json.member("exitCode", Int(exitCode))
        }
      }
      json.member("properties") { json in
        json.object { json in
          json.member("made") { PlanDocument.provenance(summary.input, to: &$0) }
        }
      }
      json.member("results", each: audit.findings, result)
      json.member("tool") { json in
        json.object { json in json.member("driver", driver(to:)) }
      }
    }
  }

  private func driver(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", "tenfold")
      json.member("rules", each: rules, rule)
      json.member("version", summary.input.version)
    }
  }

  private func rule(_ id: String, to json: inout JSONWriter) {
    let level = audit.findings.first { $0.rule == id }?.level ?? .error
    json.object { json in
      json.member("defaultConfiguration") { json in
        json.object { json in json.member("level", level.rawValue) }
      }
      json.member("help") {
        Self.message(
          "tenfold explain FILE tells why; tenfold what-if FILE --set KEY=VALUE tries a remedy.",
          to: &$0)
      }
      json.member("id", id)
      json.member("shortDescription") { Self.message(CheckFindings.title(ofRule: id), to: &$0) }
    }
  }

  private func result(_ finding: CheckFinding, to json: inout JSONWriter) {
    json.object { json in
      if audit.hasBaseline {
        json.member("baselineState", audit.isKnown(finding) ? "unchanged" : "new")
      }
      json.member("level", finding.level.rawValue)
      json.member("locations", each: [finding], location)
      json.member("message") {
        Self.message(
          [finding.message, finding.remedy].compactMap { $0 }.joined(separator: " "), to: &$0)
      }
      json.member("partialFingerprints") { json in
        json.object { json in json.member("tenfold/v1", finding.fingerprint) }
      }
      json.member("ruleId", finding.rule)
      json.member("ruleIndex", rules.firstIndex(of: finding.rule) ?? 0)
      if let waiver = finding.waiver {
        json.member("suppressions", each: [waiver]) { waiver, json in
          json.object { json in
            json.member(
              "justification",
              "\(waiver.owner) until \(waiver.expires): \(MarkdownText.sentence(waiver.reason))")
            json.member("kind", "external")
            json.member("status", "accepted")
          }
        }
      }
    }
  }

  private func location(_ finding: CheckFinding, to json: inout JSONWriter) {
    let place = summary.place(of: finding)
    let row = finding.origin.row.map { "[\($0)]" } ?? ""
    json.object { json in
      json.member("logicalLocations", each: [finding.origin.question + row]) { name, json in
        json.object { json in json.member("fullyQualifiedName", name) }
      }
      if let uri = URIText.reference(place.file) {
        json.member("physicalLocation") { json in
          json.object { json in
            json.member("artifactLocation") { json in
              json.object { json in json.member("uri", uri) }
            }
            // A finding about the file as a whole stands at its first line.
            json.member("region") { json in
              json.object { json in
                json.member("startColumn", max(1, place.column))
                json.member("startLine", max(1, place.line))
              }
            }
          }
        }
      }
    }
  }

  private static func message(_ text: String, to json: inout JSONWriter) {
    json.object { json in json.member("text", text) }
  }
}

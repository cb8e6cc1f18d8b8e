import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A check as JUnit XML: a test case for each gate, which fails where the gate fails the check.
///
/// Waived and known misses are skipped, warnings and notes pass and stand in the output. It follows
/// both schemas that are in use, that of Ant (Windy Road) and that of Jenkins' xUnit plugin. No clock
/// is read: the time stamp is the day that waivers count to, and no time passes.
struct CheckJUnit {
  let summary: CheckSummary

  var text: String {
    let gates = summary.input.plan.gates
    let cases = gates.map(testCase)
    let failures = gates.count { fails($0) }
    let skipped = gates.count { isSkipped($0) }
    let name = XMLText.escaped(summary.input.plan.requirements.name)
    let day = summary.input.plan.day?.description ?? "1970-01-01"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite name="tenfold check: \(name)" package="tenfold" id="0" \
      timestamp="\(day)T00:00:00" hostname="localhost" tests="\(gates.count)" \
      failures="\(failures)" errors="0" skipped="\(skipped)" time="0.000">
          <properties>
      \(properties.joined(separator: "\n"))
          </properties>
      \(cases.joined(separator: "\n"))
          <system-out>\(XMLText.escaped(remarks))</system-out>
          <system-err></system-err>
        </testsuite>
      </testsuites>

      """
  }

  private var properties: [String] {
    let input = summary.input
    return [
      ("version", input.version), ("answersFile", input.answersFile),
      ("answersDigest", input.answersDigest), ("catalogDigest", input.catalog.digest),
      ("region", input.catalog.region),
    ].map { "      <property name=\"\($0)\" value=\"\(XMLText.escaped($1))\"/>" }
  }

  private func fails(_ gate: Gate) -> Bool {
    gate.fails && !summary.audit.knownGates.contains(gate.id)
  }

  private func isSkipped(_ gate: Gate) -> Bool {
    !gate.isJudged || !gate.passes && !fails(gate) && gate.level == .error
  }

  private func testCase(_ gate: Gate) -> String {
    let head =
      "    <testcase classname=\"tenfold.gates\" name=\"\(XMLText.escaped(gate.id)): "
      + "\(XMLText.escaped(gate.required))\" time=\"0.000\""
    let finding = CheckFindings.finding(gate)
    let place = summary.place(of: finding)
    if fails(gate) {
      let detail = [place.description, finding.message, finding.remedy].compactMap { $0 }
      return """
        \(head)>
              <failure type="\(finding.rule)" message="\(XMLText.escaped(finding.message))">\
        \(XMLText.escaped(detail.joined(separator: "\n")))</failure>
            </testcase>
        """
    }
    guard isSkipped(gate) else { return head + "/>" }
    let reason =
      gate.isJudged
      ? gate.waiver.map(WaiverText.sentence) ?? "Known in the baseline."
      : MarkdownText.sentence(gate.observed)
    return """
      \(head)>
            <skipped message="\(XMLText.escaped(reason))"/>
          </testcase>
      """
  }

  /// Everything that fails nothing: warnings, notes, waivers and the count of the baseline.
  private var remarks: String {
    let mild = summary.audit.findings.filter { $0.level != .error }.map {
      "\($0.level.rawValue): \($0.message)"
    }
    return (mild + [WaiverText.count(summary.input.plan), summary.audit.sentence])
      .compactMap { $0 }.joined(separator: "\n")
  }
}

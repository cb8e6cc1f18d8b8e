import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// `load-test/k6.js`: a script for k6 that offers the load of the plan and holds reality against the
/// objectives; `tenfold calibrate` reads the summary that it writes.
///
/// Requests arrive at a constant rate, whatever the answers take (an open model): a test whose clients
/// wait for answers asks for less, the slower the system is. Virtual users are as many as Little's law
/// needs at ten times the p99 objective.
package struct LoadTestScript {
  static let path = "load-test/k6.js"

  let input: ReportInput

  package init(_ input: ReportInput) {
    self.input = input
  }

  /// The file; none where no architecture carries the present users.
  package var files: [RenderedFile] {
    guard let present = input.plan.present, present.workload.requestRate > .zero else { return [] }
    return [RenderedFile(path: Self.path, contents: text(present))]
  }

  private func text(_ present: PresentState) -> String {
    let requirements = input.plan.requirements
    let objectives = requirements.objectives
    let latency = present.assessment.latency?.all
    let rate = NumberText.rounded(present.workload.requestRate.value, digits: 4)
    let breaking = input.plan.current?.breaking.users.map { $0 / present.workload.users }
    return """
      // A load test of the plan for k6: k6 run -e BASE_URL=https://... load-test/k6.js
      // \(commentText(input.provenance))
      //
      // BASE_URL  where the system answers; required
      // LOAD      the share of the present peak to offer; 1 if omitted
      // MINUTES   how long; 10 if omitted
      // PATHS     the paths of the classes as JSON, {"name": "/path"}; required, since a start page instead
      //           of them would be measured as fast as it is
      // BODIES    what the classes that write send, as JSON, {"name": {"any": "value"}}; required for them
      // SUMMARY   where the summary goes; k6-summary.json if omitted
      //
      // Afterwards: tenfold calibrate \(Self.argument(input.answersFile)) --from k6-summary.json
      import http from 'k6/http';
      import { check } from 'k6';

      // Requests per second at the peak of the present users, by the answers.
      const peakRate = \(DecimalText.exact(rate));
      const load = Number(__ENV.LOAD || 1);
      const paths = JSON.parse(__ENV.PATHS || '{}');
      const bodies = JSON.parse(__ENV.BODIES || '{}');
      const baseURL = __ENV.BASE_URL || '';

      // The classes of requests and their shares of the calls of users.
      const classes = [
      \(classes(requirements).joined(separator: "\n"))
      ];

      // Nothing is sent before everything is known that is sent.
      function demand(isGiven, what) {
        if (!isGiven) throw new Error(what);
      }
      demand(baseURL !== '', 'BASE_URL is missing: -e BASE_URL=https://...');
      for (const one of classes) {
        demand(paths[one.name], `PATHS lacks the path of ${JSON.stringify(one.name)}`);
        demand(
          one.method === 'GET' || one.name in bodies,
          `BODIES lacks what ${JSON.stringify(one.name)} sends; null for nothing`);
      }

      function body(one) {
        const given = one.method === 'GET' ? null : bodies[one.name];
        return given === null || typeof given === 'string' ? given : JSON.stringify(given);
      }

      // What the model expects at the full load, in milliseconds, to hold the result against.
      export const expected = {
        p50: \(Self.number(latency?.p50)), p95: \(Self.number(latency?.p95)), \
      p99: \(Self.number(latency?.p99)),
        // The multiple of the present load at which something gives way.
        breakingLoad: \(breaking.map { DecimalText.exact(NumberText.rounded($0, digits: 3)) } ?? "null"),
      };

      const perMinute = Math.max(1, Math.round(peakRate * load * 60));
      const usersNeeded = Math.ceil((perMinute / 60) * \(Self.patience(objectives)));

      export const options = {
        scenarios: {
          peak: {
            executor: 'constant-arrival-rate',
            rate: perMinute,
            timeUnit: '1m',
            duration: `${Number(__ENV.MINUTES || 10)}m`,
            preAllocatedVUs: Math.max(1, Math.ceil(usersNeeded / 10)),
            maxVUs: Math.max(10, usersNeeded),
          },
        },
        thresholds: {
          http_req_duration: ['p(95)<=\(Self.number(objectives.p95))', \
      'p(99)<=\(Self.number(objectives.p99))'],
          http_req_failed: ['rate<=\(DecimalText.exact(NumberText.rounded(1 - objectives.availability, digits: 3)))'],
          // Requests that k6 could not send in time were not offered: the result would be too good.
          dropped_iterations: ['count<1'],
        },
        summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'],
      };

      function pick() {
        let left = Math.random() * classes.reduce((sum, one) => sum + one.share, 0);
        for (const one of classes) {
          left -= one.share;
          if (left < 0) return one;
        }
        return classes[classes.length - 1];
      }

      export default function () {
        const one = pick();
        const answer = http.request(one.method, baseURL + paths[one.name], body(one), {
          headers: one.method === 'GET' ? {} : { 'Content-Type': 'application/json' },
          tags: { class: one.name },
        });
        check(answer, { 'is answered': (r) => r.status > 0 && r.status < 500 });
      }

      export function handleSummary(data) {
        // The summary does not name the executor, by which calibrate tells open tests from closed ones.
        const summary = Object.assign({}, data, { options: { scenarios: options.scenarios } });
        const times = data.metrics.http_req_duration.values;
        const line = `p95 ${times['p(95)']} ms (expected ${expected.p95}), `
          + `p99 ${times['p(99)']} ms (expected ${expected.p99})\\n`;
        return {
          [__ENV.SUMMARY || 'k6-summary.json']: JSON.stringify(summary, null, 2),
          stdout: line,
        };
      }

      """
  }

  private func classes(_ requirements: SystemRequirements) -> [String] {
    let called = requirements.requests.filter { $0.share > 0 }
    return (called.isEmpty ? requirements.requests : called).map { request in
      let method = request.writes > 0 ? "POST" : "GET"
      let share = DecimalText.exact(NumberText.rounded(max(request.share, 0), digits: 4))
      return "  { name: \(QuotedText.quoted(request.name)), share: \(share), method: '\(method)' },"
    }
  }

  /// Milliseconds as a number of JavaScript.
  private static func number(_ time: Seconds?) -> String {
    time.map { DecimalText.exact(NumberText.rounded($0.milliseconds, digits: 4)) } ?? "null"
  }

  /// Ten times the p99 objective, in seconds: a request that takes longer is lost anyway.
  private static func patience(_ objectives: Objectives) -> String {
    DecimalText.exact(NumberText.rounded(objectives.p99.value * 10, digits: 3))
  }

  /// A word of a command line inside of a comment.
  private static func argument(_ text: String) -> String {
    !text.isEmpty
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
      ? text : "FILE"
  }
}

import ArgumentParser
import Foundation
import Parallelism
import Reporting
import Storage

/// Plans many files, some at the same time, and keeps of each no more than its row of the summary.
struct PortfolioRun: Sendable {
  let basis: PlanningBasis
  let depth: ReportDepth
  /// The templates, where plans are written.
  let library: TemplateLibrary?
  /// Whether folders are compared instead of written.
  let checks: Bool

  /// Giving memory back takes some milliseconds, and a plan that takes it again as many.
  private static let plansBetweenTrims = 8

  /// The rows in the order of the jobs; what was said about a file goes to standard error in that order
  /// as well, as soon as all files before it are done.
  func rows(of jobs: [PortfolioJob], atOnce count: Int?) -> [PortfolioRow] {
    let board = Board(count: jobs.count)
    let workers = min(jobs.count, count ?? ProcessInfo.processInfo.activeProcessorCount)
    let shelf = CatalogShelf()
    let run = self
    Turns.run(workers, width: workers) { _ in
      while let index = board.next() {
        let sink = MessageSink()
        let row = MessageSink.$current.withValue(sink) { run.row(of: jobs[index], shelf) }
        board.put(row, sink.messages, at: index)
        if index % Self.plansBetweenTrims == 0 { Heap.giveBack() }
      }
    }
    return board.rows
  }

  private func row(of job: PortfolioJob, _ shelf: CatalogShelf) -> PortfolioRow {
    do {
      let context = try basis.context(of: job.file, shelf: shelf)
      let plan = try context.plan(lookingAtStages: depth.hasFailures)
      var isDifferent = false
      let report: ReportInput
      if let folder = job.folder, let library {
        let files = PlanFiles(context, plan, of: .file(job.file), depth, library)
        if checks {
          let difference = try files.difference(to: folder)
          report = difference.report
          isDifferent = !difference.text.isEmpty
        } else {
          report = try files.write(to: folder).report
        }
      } else {
        report = try context.report(plan, of: .file(job.file), depth)
      }
      return PortfolioRow(file: job.file, report, isDifferent: isDifferent)
    } catch let code as ExitCode {
      return PortfolioRow(file: job.file, exitCode: Int(code.rawValue))
    } catch let mistake as ValidationError {
      Console.message("\(job.file): error: \(mistake.message)")
      return PortfolioRow(file: job.file, exitCode: 64)
    } catch {
      Console.message("\(job.file): error: \(error)")
      return PortfolioRow(file: job.file, exitCode: 1)
    }
  }

  /// What is done and what is next, shared by the workers.
  private final class Board: Sendable {
    private let lock = NSLock()
    private let count: Int
    // Only touched while the lock is held.
    nonisolated(unsafe) private var begun = 0
    nonisolated(unsafe) private var said = 0
    nonisolated(unsafe) private var done: [PortfolioRow?]
    nonisolated(unsafe) private var waiting: [Int: String] = [:]

    init(count: Int) {
      self.count = count
      done = Array(repeating: nil, count: count)
    }

    /// The index of the next job; nil when all have begun.
    func next() -> Int? {
      lock.withLock {
        guard begun < count else { return nil }
        begun += 1
        return begun - 1
      }
    }

    func put(_ row: PortfolioRow, _ messages: String, at index: Int) {
      lock.withLock {
        done[index] = row
        waiting[index] = messages
        while let text = waiting.removeValue(forKey: said) {
          Console.passOn(text)
          said += 1
        }
      }
    }

    var rows: [PortfolioRow] { lock.withLock { done.compactMap { $0 } } }
  }
}

import ArgumentParser
import CatalogModel
import Foundation

/// The day to which waivers and ages of facts count.
///
/// Named by option, or by SOURCE_DATE_EPOCH; else it is the newest day of the catalog, and not that
/// of the clock, so that the same input gives the same plan.
struct Today: ParsableArguments {
  @Option(
    name: .customLong("today"),
    help: ArgumentHelp(
      "The day that waivers and ages of facts count to; the newest of the catalog if omitted.",
      valueName: "YYYY-MM-DD"))
  var text: String?

  func validate() throws {
    if let problem = Self.problem(text) { throw ValidationError(problem) }
  }

  /// What is wrong with the value of the option, or with that of the environment where it has none; nil where
  /// nothing is.
  static func problem(_ text: String?) -> String? {
    if let text {
      return CalendarDay(text) == nil
        ? "--today takes a day as YYYY-MM-DD, not '\(text)'." : nil
    }
    guard let epoch, day(epoch: epoch) == nil else { return nil }
    return "SOURCE_DATE_EPOCH is '\(epoch)', which is no number of seconds since 1970."
  }

  /// The day that was named; nil where none was.
  var day: CalendarDay? { Self.day(text) }

  /// The day that the option names, or the environment; nil where neither does.
  static func day(_ text: String?) -> CalendarDay? {
    text.flatMap { CalendarDay($0) } ?? epoch.flatMap(day(epoch:))
  }

  private static var epoch: String? {
    // Not by way of `ProcessInfo.environment`, which makes a table of everything in it.
    getenv("SOURCE_DATE_EPOCH").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func day(epoch: String) -> CalendarDay? {
    Int(epoch).flatMap { CalendarDay(secondsSince1970: $0) }
  }
}

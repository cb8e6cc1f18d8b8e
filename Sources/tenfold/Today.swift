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
    if let text, CalendarDay(text) == nil {
      throw ValidationError("--today takes a day as YYYY-MM-DD, not '\(text)'.")
    }
    if text == nil, let epoch = Self.epoch, Self.day(epoch) == nil {
      throw ValidationError(
        "SOURCE_DATE_EPOCH is '\(epoch)', which is no number of seconds since 1970.")
    }
  }

  /// The day that was named; nil where none was.
  var day: CalendarDay? { text.flatMap(CalendarDay.init) ?? Self.epoch.flatMap(Self.day) }

  private static var epoch: String? {
    ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func day(_ epoch: String) -> CalendarDay? {
    Int(epoch).flatMap { CalendarDay(secondsSince1970: $0) }
  }
}

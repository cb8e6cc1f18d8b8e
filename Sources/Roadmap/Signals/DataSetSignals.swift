import CatalogModel
package import OptionScoring
import Quantities
package import Requirements

/// The signals of one data set, for the choice of its store.
package enum DataSetSignals {
  private static let rateQuestions = RequirementSignals.rateQuestions + ["data.accessShare"]
  private static let sizeQuestions = rateQuestions + ["data.itemKilobytes"]
  private static let keyQuestions = rateQuestions + ["data.hottestKeyShare"]

  /// Signals of a set at a number of users.
  ///
  /// - Parameter isExhausted: Whether no SQL engine carries the load with this set in it.
  package static func signals(of load: DataSetLoad, isExhausted: Bool) -> Signals {
    let set = load.set
    // Records that arrive in batches do not make a table hot; they have a trigger of their own.
    let accesses = (load.readRate + load.writeRate - set.ingestRate).value
    let rates = Self.rateQuestions
    return [
      .content: Signal(.text(set.content), from: ["data.content"]),
      .use: Signal(.text(set.use), from: ["data.use"]),
      .schemaNeed: Signal(.text(set.schemaNeed), from: ["data.schemaNeed"]),
      .sizeGiB: Signal(.number(load.size.value), unit: "GiB", from: ["data.sizeGiB"]),
      .firstYearGiB: Signal(
        .number(set.firstYearGrowth.value), unit: "GiB", from: ["data.firstYearGiB"]),
      .itemKilobytes: Signal(
        .number(set.itemSize.value), unit: "kB", from: ["data.itemKilobytes"]),
      .setIngestPerSecond: Signal(
        .number(set.ingestRate.value), unit: "records/s", from: ["data.ingestPerSecond"]),
      .accessesPerSecond: Signal(
        .number(accesses), unit: "accesses/s", from: rates,
        formula: "(reads + writes per request) · request rate · access share, without ingestion"),
      .megabytesPerSecond: Signal(
        .number(accesses * set.itemSize.value / 1000), unit: "MB/s",
        from: sizeQuestions, formula: "accesses · size of a record"),
      .hottestKeyPerSecond: Signal(
        .number(accesses * set.hottestKeyShare), unit: "accesses/s",
        from: keyQuestions, formula: "accesses · share of the hottest key"),
      .sqlIsExhausted: Signal(
        .flag(isExhausted), from: rates, formula: "no class of the region carries the load"),
    ]
  }
}

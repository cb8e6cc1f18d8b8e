// swift-tools-version: 6.2
import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Metadata of generic types is asked for with the conformances that the compiler knows. By name, as is
  // usual because it is smaller, the runtime looks each conformance up in a list of thousands: a third of
  // the time to the first frame.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
    .when(configuration: .release)),
]

/// What computes is optimized in debug builds too: the suite plans thousands of systems.
let fast =
  settings + [
    .unsafeFlags(
      ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"], .when(configuration: .debug))
  ]

/// Whether the archives that `Linking` names are installed for this machine.
///
/// The usual packages of libstdc++ and ncurses bring them. `TENFOLD_SHARED_LIBRARIES=1` leaves them alone,
/// as for another machine.
let hasArchives: Bool = {
  if Context.environment["TENFOLD_SHARED_LIBRARIES"] != nil { return false }
  #if arch(x86_64)
    let machine = "x86_64-"
  #else
    let machine = "aarch64-"
  #endif
  let manager = FileManager.default
  func files(_ folder: String, _ prefix: String = "") -> [String] {
    let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.map { "\(folder)/\($0)" }
  }
  let folders =
    ["/usr/lib", "/usr/lib64"] + files("/usr/lib", machine)
    + files("/usr/lib/gcc", machine).flatMap { files($0) }
  return ["libstdc++.a", "libncursesw.a", "libtinfo.a"].allSatisfy { name in
    folders.contains { manager.fileExists(atPath: "\($0)/\(name)") }
  }
}()

/// Takes the C++ library and ncurses into the program, where their archives are installed.
///
/// Loading the C++ library alone, which the Swift runtime uses little of, would look up two thousand symbols,
/// a millisecond of every start. The scripts of the folder stand in for the shared libraries.
let archives =
  hasArchives
  ? ["-L", "\(Context.packageDirectory)/Linking", "-Xclang-linker", "-static-libgcc"] : []

/// Links a program that stands at a fixed place.
///
/// Relocating a hundred thousand pointers of its metadata would be a good part of the time to the first
/// frame. Stack, heap and libraries stay at random places. The place is no multiple of 2 MiB, where the
/// kernel would map code in pieces as large, 8 MB more of them at rest. Nothing is exported, because nothing
/// is loaded that would look for it: the runtime, which asks where it stands, searches a list of five hundred
/// symbols and not of seventeen thousand.
let startsAtOnce: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-Xclang-linker", "-no-pie", "-Xlinker", "-Ttext-segment=0x410000", "-Xlinker",
      "--no-export-dynamic",
    ] + archives,
    .when(platforms: [.linux], configuration: .release))
]

/// A target of this package's own, with the settings that all of them share.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A target that computes.
func core(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: fast)
}

/// The tests of a target, with the shared test support.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(
  name: "OrderedCollections", package: "swift-collections")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

let package = Package(
  name: "tenfold",
  products: [.executable(name: "tenfold", targets: ["tenfold"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    core("Quantities", []),
    core("Parallelism", []),
    core("Queueing", ["Quantities", realModule]),
    core("Simulation", ["Quantities", realModule]),
    core("Uncertainty", ["Quantities", "Parallelism", realModule]),
    core("CatalogModel", ["Quantities", collections]),
    module("PriceLists", ["Quantities", "CatalogModel"]),
    core("Requirements", ["Quantities", "CatalogModel", collections, realModule]),
    core("OptionScoring", ["Quantities", "CatalogModel", "Requirements", collections]),
    core(
      "CapacityPlanning",
      ["Quantities", "Queueing", "CatalogModel", "Requirements", realModule]),
    core(
      "Calibration",
      ["Quantities", "Queueing", "CatalogModel", "Requirements", collections, realModule]),
    core(
      "Roadmap",
      [
        "Quantities", "Parallelism", "Uncertainty", "CatalogModel", "Requirements",
        "OptionScoring", "CapacityPlanning", realModule,
      ]),
    core(
      "SecondOpinion",
      [
        "Quantities", "Simulation", "CatalogModel", "Requirements", "CapacityPlanning", "Roadmap",
      ]),
    module(
      "Reporting",
      [
        "Quantities", "Parallelism", "Queueing", "Simulation", "Uncertainty", "CatalogModel",
        "Requirements", "OptionScoring", "CapacityPlanning", "Calibration", "Roadmap",
        "SecondOpinion", collections, mustache, realModule,
      ]),
    module(
      "ModelStudies", ["Quantities", "Queueing", "CatalogModel", "Calibration", realModule]),
    module(
      "Storage",
      [
        "Quantities", "Parallelism", "CatalogModel", "PriceLists", "Requirements", "ModelStudies",
        collections, "Yams",
      ]),
    module("TerminalUI", ["Quantities", "CatalogModel", "Requirements", collections, realModule]),
    module(
      "TerminalPlans",
      [
        "Quantities", "CatalogModel", "Requirements", "OptionScoring", "CapacityPlanning",
        "Roadmap", "Reporting", "TerminalUI", collections, realModule,
      ]),
    .systemLibrary(name: "CNcurses"),
    module("NcursesTerminal", ["TerminalUI", "CNcurses", "Requirements"]),
    .executableTarget(
      name: "tenfold",
      dependencies: [
        "Quantities", "Parallelism", "Simulation", "Uncertainty", "CatalogModel", "PriceLists",
        "Requirements", "OptionScoring", "CapacityPlanning", "Calibration", "Roadmap",
        "SecondOpinion", "Reporting", "ModelStudies", "Storage", "TerminalUI", "TerminalPlans",
        "NcursesTerminal", argumentParser,
        collections,
      ],
      swiftSettings: settings, linkerSettings: startsAtOnce),

    .executableTarget(
      name: "solver-bench", dependencies: ["Quantities", "Queueing", "Simulation", realModule],
      path: "Benchmarks",
      exclude: [
        "AccuracySuite", "AccuracyCommand", "CatalogBench", "FlipCommand", "RandomSessionsCommand",
        "RandomSystemsCommand", "RiskCommand", "SizingCommand", "TemplateMatrixCommand",
      ],
      swiftSettings: settings),
    .target(
      name: "AccuracySuite", dependencies: ["Quantities", "Queueing", "Simulation", realModule],
      path: "Benchmarks/AccuracySuite", swiftSettings: settings),
    .executableTarget(
      name: "accuracy", dependencies: ["Quantities", "Simulation", "AccuracySuite"],
      path: "Benchmarks/AccuracyCommand", swiftSettings: settings),
    .executableTarget(
      name: "catalog-bench", dependencies: ["CatalogModel", "Storage"],
      path: "Benchmarks/CatalogBench", swiftSettings: settings),
    .executableTarget(
      name: "risk-bench",
      dependencies: [
        "Quantities", "Uncertainty", "CatalogModel", "Requirements", "OptionScoring",
        "CapacityPlanning", "Roadmap", "Storage",
      ], path: "Benchmarks/RiskCommand", swiftSettings: settings),
    .target(
      name: "RandomSystems",
      dependencies: [
        "Quantities", "CatalogModel", "Requirements", "OptionScoring", "CapacityPlanning",
        "Roadmap", "Storage", collections, realModule,
      ], path: "Tests/RandomSystems", swiftSettings: settings),
    .target(
      name: "SampleSessions",
      dependencies: ["Quantities", "CatalogModel", "Requirements", "TerminalUI", collections],
      path: "Tests/SampleSessions", swiftSettings: settings),
    .executableTarget(
      name: "random-sessions", dependencies: ["SampleSessions"],
      path: "Benchmarks/RandomSessionsCommand", swiftSettings: settings),
    .executableTarget(
      name: "random-systems",
      dependencies: ["CatalogModel", "Requirements", "Storage", "RandomSystems"],
      path: "Benchmarks/RandomSystemsCommand", swiftSettings: settings),
    .target(
      name: "TemplateCases",
      dependencies: [
        "Quantities", "CatalogModel", "CapacityPlanning", "Roadmap", "Reporting", "Storage",
      ],
      path: "Tests/TemplateCases", exclude: ["bookings.answers.yaml"], swiftSettings: settings),
    .executableTarget(
      name: "template-matrix",
      dependencies: [
        "Quantities", "Parallelism", "CatalogModel", "Requirements", "Roadmap", "Reporting",
        "Storage", "TemplateCases",
      ],
      path: "Benchmarks/TemplateMatrixCommand", swiftSettings: settings),
    .executableTarget(
      name: "sizing-bench",
      dependencies: ["Quantities", "Queueing", "CatalogModel", "CapacityPlanning", "Storage"],
      path: "Benchmarks/SizingCommand", swiftSettings: settings),
    .executableTarget(
      name: "flip-bench",
      dependencies: ["Quantities", "CatalogModel", "Requirements", "Roadmap", "Storage"],
      path: "Benchmarks/FlipCommand", swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("Quantities", ["Quantities"]),
    tests("Parallelism", ["Parallelism"]),
    tests("Queueing", ["Quantities", "Queueing"]),
    tests("Simulation", ["Quantities", "Simulation", "AccuracySuite"]),
    tests("Uncertainty", ["Quantities", "Uncertainty"]),
    tests(
      "ModelStudies", ["Quantities", "Queueing", "CatalogModel", "ModelStudies", "Storage"],
      exclude: ["Snapshots"]),
    tests("CatalogModel", ["Quantities", "CatalogModel", collections]),
    tests(
      "PriceLists", ["Quantities", "CatalogModel", "PriceLists", "Storage"]),
    tests("Requirements", ["Quantities", "CatalogModel", "Requirements", collections]),
    tests(
      "OptionScoring",
      ["Quantities", "CatalogModel", "Requirements", "OptionScoring", "Storage", collections]),
    tests(
      "CapacityPlanning",
      [
        "Quantities", "Queueing", "CatalogModel", "Requirements", "CapacityPlanning", "Storage",
        realModule,
      ]),
    tests(
      "Calibration",
      [
        "Quantities", "Queueing", "CatalogModel", "Requirements", "Calibration", "Storage",
        collections,
      ], exclude: ["Fixtures"]),
    tests(
      "Roadmap",
      [
        "Quantities", "Uncertainty", "CatalogModel", "Requirements", "OptionScoring",
        "CapacityPlanning", "Roadmap", "Reporting", "Storage", "RandomSystems", collections,
      ], exclude: ["Snapshots"]),
    tests(
      "SecondOpinion",
      [
        "Quantities", "Simulation", "CatalogModel", "Requirements", "CapacityPlanning", "Roadmap",
        "SecondOpinion", "Storage",
      ]),
    tests(
      "Storage",
      ["Quantities", "CatalogModel", "PriceLists", "Requirements", "Storage", collections],
      exclude: ["Fixtures"]),
    tests(
      "Reporting",
      [
        "Quantities", "CatalogModel", "Requirements", "OptionScoring", "CapacityPlanning",
        "Roadmap", "Reporting", "Storage", "TemplateCases", collections, mustache,
      ], exclude: ["Snapshots"]),
    tests("NcursesTerminal", ["NcursesTerminal"]),
    tests(
      "TerminalUI",
      [
        "Quantities", "CatalogModel", "Requirements", "TerminalUI", "SampleSessions", collections,
      ], exclude: ["Snapshots"]),
    tests(
      "TerminalPlans",
      [
        "Quantities", "CatalogModel", "Requirements", "CapacityPlanning", "Roadmap", "Reporting",
        "Storage", "TerminalUI", "TerminalPlans", collections,
      ]),
    tests(
      "EndToEnd", ["tenfold", argumentParser],
      exclude: ["offer_server.py", "pty_session.py", "Snapshots"]),
  ]
)

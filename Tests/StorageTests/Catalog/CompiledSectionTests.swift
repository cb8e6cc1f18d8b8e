import CatalogModel
import OrderedCollections
import Requirements
import TestSupport
import Testing

@testable import Storage

/// What was compiled of all files together is what reading them comes to, and is left alone where they changed.
@Suite struct CompiledSectionTests {
  private let copy: CatalogCopy

  init() throws {
    copy = try CatalogCopy()
    try copy.write(#require(CatalogCopy.compiled), to: CatalogCompiler.fileName)
  }

  /// What the files say, whatever was compiled.
  private func read(_ region: String) throws -> CatalogReading {
    try copy.remove(CatalogCompiler.fileName)
    return CatalogReader.read(copy.directory, region: region)
  }

  private func compiled(_ region: String) -> Catalog? {
    CatalogAhead(
      CatalogReader.begin(copy.tree), CatalogReader.rest(copy.tree, region: region)
    ).catalog(of: region)
  }

  private func questionnaire(regions: [String]? = nil) throws -> Questionnaire? {
    CompiledQuestions.questionnaire(
      try #require(CompiledTrees(sparing: copy.tree)), copy.tree,
      QuestionnaireReader.names(in: copy.tree),
      regions: regions ?? CatalogReader.regions(of: copy.tree))
  }

  @Test func everyRegionIsThatOfItsFiles() throws {
    let regions = CatalogReader.regions(of: copy.tree)
    #expect(regions.count > 10)
    for (region, reading) in zip(regions, CatalogReader.readAll(copy.tree)) {
      let (one, other) = (try #require(reading.catalog), try #require(compiled(region)))
      #expect(one.region == other.region && one.regions == other.regions)
      #expect(one.digest == other.digest)
      #expect(one.sources == other.sources)
      #expect(one.services == other.services)
      #expect(one.planning == other.planning)
      #expect(one.computeInstances == other.computeInstances)
      #expect(one.databaseInstances == other.databaseInstances)
      #expect(one.cacheNodes == other.cacheNodes)
      #expect(one.prices == other.prices)
      #expect(one.decisions == other.decisions)
      #expect(one.stages == other.stages)
      #expect(one.notices == other.notices)
      #expect(one.purchaseOptions == other.purchaseOptions)
      #expect(one.discounts.isEmpty && other.discounts.isEmpty)
      #expect(one.overrides.isEmpty && other.overrides.isEmpty)
      #expect(one.units == other.units)
      #expect(one.advice == other.advice)
      #expect(one.rows == other.rows)
      #expect(one.moves == other.moves)
      #expect(one.health == other.health)
      for fact in one.planning.values where fact.number != nil {
        #expect(try one.number(fact.id) == other.number(fact.id))
      }
    }
  }

  @Test func questionsAreThoseOfTheirFiles() throws {
    let regions = CatalogReader.regions(of: copy.tree)
    let names = QuestionnaireReader.names(in: copy.tree)
    let parsed = QuestionnaireReader.parsed(copy.tree, names, nil, regions: regions)
    #expect(parsed.questionnaire != nil)
    #expect(try questionnaire() == parsed.questionnaire)
    // They offer the regions.
    #expect(try questionnaire(regions: ["eu-west-1"]) == nil)
  }

  /// Any file of the region, of those that all share, and what stands there besides.
  @Test(arguments: [
    "prices/eu-west-1/ec2.tsv", "prices/eu-west-1/services.tsv", "instances/rds.tsv",
    "prices/global/services.tsv", "stages.yaml", "criteria/compute.yaml",
  ])
  func aChangedFileIsReadAsItStands(_ path: String) throws {
    #expect(compiled("eu-west-1") != nil && CatalogCompiler.outOfStep(copy.tree) == [])
    try copy.write(copy.text(path) + (path.hasSuffix(".yaml") ? "# more\n" : ""), to: path)
    if !path.hasSuffix(".yaml") {
      let text = try copy.text(path)
      try copy.write(String(text.dropLast()), to: path)
    }
    #expect(compiled("eu-west-1") == nil)
    // Another region is no less what it was, unless the file is one that it shares.
    #expect((compiled("eu-west-2") != nil) == path.contains("eu-west-1"))
    #expect(CatalogCompiler.outOfStep(copy.tree)?.isEmpty == false)
    let reading = CatalogReader.read(copy.directory, region: "eu-west-1")
    let fresh = try read("eu-west-1")
    #expect(reading.diagnostics == fresh.diagnostics && fresh.catalog != nil)
    #expect(reading.catalog?.digest == fresh.catalog?.digest)
  }

  @Test(arguments: [
    "services/readme.txt", "services/new.yaml", "advice.yaml", "prices/xx-new-1/ec2.tsv",
  ])
  func filesThatComeAndGoAreNoticed(_ path: String) throws {
    if path == "advice.yaml" {
      try copy.remove(path)
    } else {
      try copy.write("id: new\n", to: path)
    }
    #expect(compiled("eu-west-1") == nil)
    let reading = CatalogReader.read(copy.directory, region: "eu-west-1")
    let fresh = try read("eu-west-1")
    #expect(reading.diagnostics == fresh.diagnostics)
    if path == "services/new.yaml" {
      #expect(reading.catalog == nil && reading.diagnostics.hasErrors)
      #expect(reading.diagnostics.contains { $0.place.file.hasSuffix(path) })
    } else {
      #expect(reading.catalog?.digest == fresh.catalog?.digest)
    }
  }

  /// A part that could not be read ahead, or is of another region, has the files read, which say what they say once.
  @Test func halfACatalogIsNone() throws {
    let region = "eu-west-1"
    let beginning = try #require(CatalogReader.begin(copy.tree))
    let rest = try #require(CatalogReader.rest(copy.tree, region: region))
    let other = try #require(CatalogReader.rest(copy.tree, region: "eu-west-2"))
    let whole = CatalogAhead(beginning, rest)
    let digest = try #require(whole.catalog(of: region)).digest
    #expect(CatalogReader.rest(copy.tree, region: "eu-west-9") == nil)
    for half in [
      CatalogAhead(nil, rest), CatalogAhead(beginning, nil), CatalogAhead(beginning, other),
    ] {
      #expect(half.catalog(of: region) == nil)
      let reading = CatalogReader.read(copy.tree, region: region, ahead: half)
      #expect(reading.catalog?.digest == digest && reading.diagnostics == [])
    }
  }

  @Test func aChangedQuestionIsReadAsItStands() throws {
    #expect(try questionnaire() != nil)
    let path = "questions/2-users.yaml"
    try copy.write(copy.text(path) + "# more\n", to: path)
    #expect(try questionnaire() == nil)
    #expect(QuestionnaireReader.read(copy.directory).questionnaire != nil)
  }

  /// A catalog about which there is something to say is read from its files, which says it each time.
  @Test func whatDrawsAWarningIsNotCompiled() throws {
    try copy.write("id: extra\n", to: "services/extra.txt")
    let trees = try #require(CompiledTrees(CatalogCompiler.compile(copy.tree).bytes))
    #expect(trees.sectionNames == [CompiledQuestions.section])
    try copy.remove("services/extra.txt")
    try copy.write(
      """
      rebate:
        factor: 0.9
        of: [ec2]
        source: planning
        asOf: 2025
        confidence: secondary

      """, to: "discounts.yaml")
    let others = try #require(CompiledTrees(CatalogCompiler.compile(copy.tree).bytes))
    #expect(others.sectionNames == [CompiledQuestions.section])
  }

  /// What another build of the program wrote is not taken, though its trees are.
  @Test func sectionsOfAnotherProgramAreNone() throws {
    let identity = try #require(ProgramIdentity.text)
    var bytes = try #require(copy.tree.bytes(CatalogCompiler.fileName))
    let place = try #require(bytes.firstRange(of: Array(identity.utf8))).lowerBound
    bytes[place] = bytes[place] == 48 ? 49 : 48
    let trees = try #require(CompiledTrees(bytes))
    #expect(trees.sectionNames == [] && trees.paths.count > 50)
    try copy.write(bytes, to: CatalogCompiler.fileName)
    #expect(compiled("eu-west-1") == nil)
    #expect(CatalogReader.read(copy.directory, region: "eu-west-1").catalog != nil)
    #expect(CatalogCompiler.outOfStep(copy.tree) == [])
  }

  /// Whichever byte of a section is another one, it is none, and the files are read.
  @Test func aDamagedSectionIsNone() throws {
    let bytes = try #require(copy.tree.bytes(CatalogCompiler.fileName))
    let trees = try #require(CompiledTrees(bytes))
    let names = trees.sectionNames
    #expect(names.contains("prices/eu-west-1") && names.contains(CompiledCatalog.section))
    let whole = names.map { trees.bytes(ofSection: $0)?.count ?? 0 }.reduce(0, +)
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      // Sections are the last that stands there.
      var damaged = bytes
      damaged[bytes.count - 1 - Int(random.next() % UInt64(whole))] ^= 1 << UInt8(random.next() % 8)
      let others = try #require(CompiledTrees(damaged))
      let lost = names.filter { others.bytes(ofSection: $0) == nil }
      #expect(lost.count == 1)
    }
    var damaged = bytes
    for place in (bytes.count - whole)..<bytes.count { damaged[place] ^= 1 }
    try copy.write(damaged, to: CatalogCompiler.fileName)
    #expect(compiled("eu-west-1") == nil)
    #expect(CatalogReader.read(copy.directory, region: "eu-west-1").catalog != nil)
    #expect(QuestionnaireReader.read(copy.directory).questionnaire != nil)
  }
}

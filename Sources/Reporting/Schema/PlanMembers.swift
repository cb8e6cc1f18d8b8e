/// The members of the objects of `plan.json`, in the notation of `PlanMember`.
///
/// A member that is added to the document is added here; the suite validates the plans of all examples
/// and of random systems against the schema.
enum PlanMembers {
  static let plan = """
    schemaVersion:number made:made verdict:string exitCode:number advice:string[] system:system
    presentStage:string|null labeledStage:string|null present:presentState|null gates:gate[]
    waivers:waiver[] asOf:string|null stages:stage[] crossovers:crossover[] notes:note[]
    assumptions:assumption[] idleQuestions:string[] planningValues:fact[] sources:source[]
    dataGrowth:dataGrowth[] risk:risk|null units:map composition?:composition
    schedule:schedule|null
    reversals?:reversals refusals?:refusal[] overrides?:overrides
    """

  static let definitions: [String: String] = basics.merging(stages) { $1 }
    .merging(composition) { $1 }.merging(reasons) { $1 }
    .merging(sizes) { $1 }

  private static let basics: [String: String] = [
    "made":
      "version:string answersFile:string answersDigest:string catalogDigest:string region:string",
    "system":
      "name:string region:string users:number monthlyGrowthShare:number method:string",
    "gate":
      """
    id:string question:string required:string observed:string passes:boolean blame:string|null
    method:string level:string fails:boolean isJudged:boolean measure:string|null
    waiver:waiver|null
    """,
    "waiver":
      """
    gate:string owner:string reason:string expires:string state:string
    judgedOnNewestDayOfCatalog?:string
    """,
    "crossover":
      """
    rule:string cheaperBelow:string cheaperAbove:string value:number unit:string assumption:string
    method:string
    """,
    "note": "rule:string text:string",
    "assumption": "question:string value:string range:string|null reason:string",
    "fact": "id:string value:string unit:string source:string asOf:string confidence:string",
    "source": "id:string title:string location:string asOf:string confidence:string gives:string",
    "dataGrowth":
      """
    resource:string holder:string sizeGiB:number limitGiB:number monthsFromNow:number|null
    method:string
    """,
    "overrides": "changes:override[] unreadPrices:unreadPrices[]",
    "override":
      """
    subject:string id:string old:string|null new:string|null place:string discount:string|null
    """,
    "unreadPrices": "file:string count:number",
  ]

  private static let stages: [String: String] = [
    "presentState": "load:load assessment:assessment cost:bill",
    "load":
      """
    users:number activeUsers:number peakRequestsPerSecond:number meanRequestsPerSecond:number
    computeLoadVCPU:number readsPerSecond:number writesPerSecond:number method:string
    """,
    "assessment":
      """
    limits:limit[] latency:latency|null latencyZoneLost:latency|null
    computeUtilizationZoneLost:number|null bottleneck:limit|null method:string
    """,
    "limit":
      """
    tier:string resource:string load:number capacity:number unit:string utilization:number
    safeShare:number isPassed:boolean isQuota:boolean metric:metric|null method:string
    """,
    "metric":
      "namespace:string name:string statistic:string threshold:number unit:string method:string",
    "latency": "all:times classes:times[] distantUsers:times|null method:string meanMethod:string",
    "times":
      """
    name:string meanMilliseconds:number p50Milliseconds:number p95Milliseconds:number
    p99Milliseconds:number
    """,
    "bill":
      "monthlyCostUSD:number tiers:tierCost[] items:item[] method:string commitment?:commitment",
    "tierCost": "tier:string monthlyCostUSD:number",
    "item":
      """
    tier:string name:string quantity:number unit:string unitPriceUSD:number monthlyCostUSD:number
    price:string source:string asOf:string confidence:string commitment?:string
    onDemandUnitPriceUSD?:number
    """,
    "commitment":
      """
    option:string termYears:number monthlyCostUSD:number onDemandMonthlyCostUSD:number
    upfrontUSD:number recurringMonthlyUSD:number committedUSD:number
    """,
    "stage":
      """
    id:string label:string load:load isPresent:boolean isReachable:boolean decisions?:decision[]
    isUnchanged?:boolean fallsShort?:boolean architecture?:architecture assessment?:assessment
    cost?:bill breaking?:breaking entry?:entry|null failures?:failure[] steps?:step[]
    effortPersonDays?:number effortPersonDaysMethod?:string duties?:duties deferred?:deferral[]
    certificate?:certificate|null
    """,
    "breaking":
      "users:number|null monthsFromNow:number|null cause:string metric:metric|null method:string",
    "entry":
      """
    users:number|null monthsFromNow:number|null cause:string reason:string isUnchanged:boolean
    metric:metric|null method:string
    """,
    "step":
      """
    kind:string title:string because:string reasons:string[] rule:string|null
    effortPersonDays:number isTuning:boolean method:string
    """,
    "deferral": "title:string trigger:string",
    "failure":
      "kind:string premise:string outcome:string remedy:string|null figures:figure[]",
    "figure": "name:string value:number unit:string method:string",
    "duties":
      """
    columns:dutyColumn[] availablePersonDaysPerMonth:number neededPersonDaysPerMonth:number
    method:string
    """,
    "dutyColumn":
      """
    part:string title:string holders:map customerDuties:number personDaysPerMonth:number
    method:string
    """,
    "architecture":
      """
    summary:string zones:number frontEnd:string edge:string exposure:string balancing:string
    hasInspection:boolean hasFileStorage:boolean messaging:string[] compute:compute
    relational:relational|null tables:table[] cache:cache|null workers:workers|null
    components:component[] method:string chosenInstead?:map
    """,
    "compute":
      """
    platform:string instanceType:string|null count:number minimumCount:number virtualCPUs:number
    memoryGiB:number processor:string concurrency:number
    """,
    "relational":
      """
    engine:string instanceClass:string|null isMultiZone:boolean readReplicas:number
    hasProxy:boolean minimumCapacityUnits:number maximumCapacityUnits:number storageGiB:number
    storageOperationsPerSecond:number connectionLimit:number
    """,
    "table":
      """
    name:string peakReadUnitsPerSecond:number peakWriteUnitsPerSecond:number storageGiB:number
    isOnDemand:boolean hasAccelerator:boolean
    """,
    "cache":
      "engine:string nodeType:string shards:number replicasPerShard:number hitRatio:number",
    "workers": "platform:string count:number virtualCPUs:number memoryGiB:number",
    "component":
      """
    slot:string tier:string title:string size:string reason:string because:string
    rule:string|null decision:string|null option:string|null
    """,
  ]

  private static let composition: [String: String] = [
    "composition":
      """
    units:unit[] stages:compositeStage[] presentStage:string|null present:compositePresent|null
    services:service[] edges:gradedEdge[] decomposition:decomposition
    """,
    "unit":
      """
    name:string services:string[] firstStage:string isInternal:boolean stages:stage[]
    present:presentState|null schedule:schedule|null
    """,
    "service": "name:string team:string deployedAlone:boolean runtime:string",
    "compositeStage":
      """
    id:string units:string[] isReachable:boolean latency:latency|null
    latencyZoneLost:latency|null cost:compositeCost|null breaking:compositeBreaking|null cuts:cut[]
    steps:step[] edges:edge[]
    """,
    "compositePresent":
      "latency:latency|null latencyZoneLost:latency|null cost:compositeCost",
    "compositeCost":
      "monthlyCostUSD:number units:unitCost[] sharedNetwork:bill messages:bill method:string",
    "unitCost": "unit:string monthlyCostUSD:number",
    "compositeBreaking": "unit:string users:number|null cause:string method:string",
    "edge":
      """
    name:string from:string to:string request:string waits:boolean peakRequestsPerSecond:number
    glue:string|null decision:decision method:string
    """,
    "gradedEdge":
      """
    name:string from:string to:string waits:boolean couplingShare:number
    couplingWithQueueShare:number dimensions:grade[] method:string
    """,
    "grade":
      """
    dimension:string answer:string couplingShare:number couplingWithQueueShare:number
    weightParts:number
    """,
    "cut":
      "services:string[] from:string units:string[] dividedTeams:string[] trigger:cutTrigger",
    "cutTrigger":
      """
    symptom:string rule:string value:number threshold:number unit:string text:string
    services:string[] questions:string[] method:string
    """,
    "decomposition":
      """
    isOn:boolean refusal:string|null warning:string prerequisites:string[] triggers:cutTrigger[]
    order:cutCandidate[] merges:merge[] data:dataOwner[] functions:functionOwner[]
    servicesWithoutFunction:string[]
    """,
    "cutCandidate":
      """
    service:string team:string sharedFunctions:string[] sharedData:string[] couplingParts:number
    isBlocked:boolean reason:string method:string
    """,
    "merge": "services:string[] team:string text:string",
    "dataOwner":
      """
    dataSet:string domain:string owner:string sharedWith:string[] foreignDomains:string[]
    blocksCut:boolean
    """,
    "functionOwner":
      """
    function:string team:string services:string[] teams:string[] isOrphan:boolean isTorn:boolean
    """,
  ]

  private static let reasons: [String: String] = [
    "decision":
      """
    id:string title:string chosen:string|null marginPoints:number|null ranking:evaluation[]
    rejections:rejection[] questions:string[] method:string
    """,
    "evaluation": "option:string title:string scorePoints:number contributions:contribution[]",
    "contribution":
      """
    criterion:string title:string rule:string|null text:string possiblePoints:number score:number
    points:number observed:string|null reason:string questions:string[]
    """,
    "rejection":
      """
    option:string constraint:string rule:string|null text:string required:string observed:string
    reason:string questions:string[] facts:fact[]
    """,
    "reversals": "flips:flip[] firm:string[] plansTried:number method:string",
    "flip":
      """
    decision:string from:string to:string|null distance:number changes:change[] stays:string|null
    """,
    "change": "answer:string from:string to:string distance:number isAnswered:boolean",
    "refusal":
      """
    gates:string[] conflicts:conflictMember[][] together:change[] rivals:rivalChoice[] plansTried:number
    method:string
    """,
    "rivalChoice": "decision:string chosen:string rival:string pointsBehind:number",
    "conflictMember": "answer:string value:string remedy:change|null",
    "risk":
      """
    samples:samples inputs:riskInput[] present:riskLoad|null stages:riskStage[]
    measureNext:string[] regrets:regret[]
    """,
    "samples": "count:number seed:string method:string",
    "riskInput": "name:string origin:string range:riskRange explains:explained|null",
    "riskRange": "low:number likely:number high:number unit:string method:string",
    "explained": "p99Share:number costShare:number usersCarriedShare:number method:string",
    "riskLoad": "bands:bands probabilities:probabilities",
    "riskStage": "stage:string load:riskLoad",
    "bands":
      """
    p95:band p99:band computeUtilization:band databaseUtilization:band monthlyCost:band
    carries:band method:string
    """,
    "band": "unit:string p5:number|null p50:number|null p95:number|null",
    "probabilities":
      """
    objectivesMetShare:number carriedShare:number withinBudgetShare:number|null method:string
    """,
    "regret": "decision:string title:string method:string options:regretOption[]",
    "regretOption":
      """
    option:string title:string isChosen:boolean meanCostUSD:number regretUSD:number
    regretP95USD:number cheapestShare:number parts:regretPart[]
    """,
    "regretPart": "name:string differenceUSD:number",
  ]

  private static let sizes: [String: String] = [
    "certificate":
      """
    monthlyCostUSD:number operationUSD:number boundUSD:number modelRuns:number
    isOutOfReach:boolean obstacle:string|null compared:comparedTier[] runnerUp:runnerUp|null
    shadowPrices:shadowPrice[] method:string
    """,
    "comparedTier": "tier:string count:number",
    "runnerUp": "tier:string sizes:string monthlyCostUSD:number",
    "shadowPrice": "requirement:string relaxedBy:string savingUSD:number",
    "schedule":
      """
    horizonMonths:number periodMonths:number runningUSD:number movingUSD:number
    missedDays:number today:string|null architecturesCompared:number scenarios:growthScenario[] start:scheduledState
    moves:scheduledMove[] regrets:horizonRegret[] method:string
    """,
    "growthScenario":
      "name:string monthlyGrowthShare:number outOfReachMonths:number|null method:string",
    "scheduledState":
      """
    stage:string forUsers:number sizes:string carriesUsers:number|null cause:string method:string
    """,
    "scheduledMove":
      """
    target:scheduledState users:number isEconomy:boolean cause:string metric:metric|null
    lowGrowthMonths:number|null likelyGrowthMonths:number|null highGrowthMonths:number|null
    leadDays:number effortPersonDays:number moveCostUSD:number readyMonths:number
    likelyGrowthLateDays:number highGrowthLateDays:number likelyGrowthStartMonths:number|null
    highGrowthStartMonths:number|null latestMonths:number|null steps:scheduledStep[]
    alternatives:scheduledAlternative[] method:string
    """,
    "scheduledStep":
      """
    step:step kind:string leadDays:number migration:string[] rollback:string after:string[]
    method:string
    """,
    "scheduledAlternative": "target:scheduledState extraUSD:number method:string",
    "horizonRegret":
      "planned:string actual:string horizonRegretUSD:number missedDays:number avoidableMissedDays:number method:string",
  ]
}

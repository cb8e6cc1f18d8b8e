import Quantities

/// Translates the ways of all classes into programs.
struct ProgramCompiler {
  private let system: SimulatedSystem
  private var program = CompiledProgram()
  /// The instruction that a failure jumps to, in the scope that is being compiled.
  private var cleanup = 0
  /// Nodes with an instance chosen, in the scope that is being compiled.
  private var entered: Set<Int> = []

  private init(_ system: SimulatedSystem) { self.system = system }

  /// The programs of a system that has been checked.
  ///
  /// - Throws: A fault of nesting: a pool of a node's instance used outside of that node.
  static func compile(_ system: SimulatedSystem) throws(SystemFault) -> CompiledProgram {
    var compiler = ProgramCompiler(system)
    for node in system.nodes {
      let isSingle = node.instances == 1 && node.scaling?.unit != .instances
      compiler.program.nodeRegisters.append(isSingle ? -1 : compiler.program.registers)
      if !isSingle { compiler.program.registers += 1 }
    }
    for one in system.classes {
      compiler.cleanup = compiler.program.code.count
      compiler.emit(.fail)
      compiler.program.entries.append(compiler.program.code.count)
      try compiler.compile(one.steps)
      compiler.emit(.succeed)
    }
    return compiler.program
  }

  private var here: Int { program.code.count }

  @discardableResult
  private mutating func emit(
    _ operation: Instruction.Operation, _ first: Int = 0, _ second: Int = 0, amount: Double = 0,
    isChoice: Bool = false
  ) -> Int {
    var stream = 0
    if isChoice {
      stream = program.choices
      program.choices += 1
    }
    program.code.append(
      Instruction(
        operation: operation, stream: Int32(stream), first: Int32(first), second: Int32(second),
        cleanup: Int32(cleanup), amount: amount))
    return here - 1
  }

  private mutating func sampler(_ law: Law) -> Int {
    program.laws.append(law)
    return program.laws.count - 1
  }

  private mutating func compile(_ steps: [Step]) throws(SystemFault) {
    for step in steps { try compile(step) }
  }

  private mutating func compile(_ step: Step) throws(SystemFault) {
    switch step {
    case .delay(let law):
      if law.mean > .zero { emit(.delay, sampler(law)) }
    case .serve(let node, let law):
      guard law.mean > .zero else { return }
      if program.nodeRegisters[node] >= 0 && !entered.contains(node) {
        try compile(.at(node: node, [step]))
      } else {
        emit(.serve, node, sampler(law))
      }
    case .at(let node, let inner):
      guard program.nodeRegisters[node] >= 0 else { return try compile(inner) }
      guard entered.insert(node).inserted else {
        throw SystemFault("\(system.nodes[node].name): entered within itself")
      }
      try scope(.enter, .leave, node, inner)
      entered.remove(node)
    case .holding(let pool, let inner):
      if let node = system.pools[pool].node, program.nodeRegisters[node] >= 0,
        !entered.contains(node)
      {
        throw SystemFault("\(system.pools[pool].name): held outside of its node")
      }
      try scope(.acquire, .release, pool, inner)
    case .inEnvironment(let index, let inner): try scope(.occupy, .vacate, index, inner)
    case .choice(let ways): try compile(ways)
    case .repeated(let visits, let inner): try compile(visits: visits, inner)
    case .fork(let ways): try compile(fork: ways)
    case .lookUp(let cache, let hit, let miss):
      let look = emit(.lookUp, cache, isChoice: true)
      try compile(hit)
      let over = emit(.jump)
      program.code[look].second = Int32(here)
      try compile(miss)
      program.code[over].first = Int32(here)
    }
  }

  /// Steps between taking something and giving it back, and the giving back of a failed job.
  private mutating func scope(
    _ opening: Instruction.Operation, _ closing: Instruction.Operation, _ index: Int,
    _ inner: [Step]
  ) throws(SystemFault) {
    let outer = cleanup
    emit(opening, index, isChoice: true)
    let over = emit(.jump)
    cleanup = here
    emit(closing, index)
    emit(.jump, outer)
    program.code[over].first = Int32(here)
    try compile(inner)
    cleanup = outer
    emit(closing, index)
  }

  private mutating func compile(_ ways: [Way]) throws(SystemFault) {
    let taken = ways.filter { $0.probability > 0 }
    if let only = taken.first, taken.count == 1, only.probability >= 1 {
      return try compile(only.steps)
    }
    guard !taken.isEmpty else { return }
    let branch = emit(.branch, 0, taken.count, isChoice: true)
    let over = emit(.jump)
    var exits = [over]
    var rows: [BranchRow] = []
    var total = 0.0
    for way in taken {
      total += way.probability
      rows.append(BranchRow(below: total >= 1 - 1e-12 ? 2 : total, target: Int32(here)))
      try compile(way.steps)
      exits.append(emit(.jump))
    }
    program.code[branch].first = Int32(program.branches.count)
    program.branches += rows
    for exit in exits { program.code[exit].first = Int32(here) }
  }

  private mutating func compile(visits: Double, _ inner: [Step]) throws(SystemFault) {
    guard visits > 0 && !inner.isEmpty else { return }
    if visits == 1 { return try compile(inner) }
    let register = program.registers
    program.registers += 1
    let begin = emit(.beginRounds, register, amount: visits, isChoice: true)
    let start = here
    try compile(inner)
    emit(.endRound, register, start)
    program.code[begin].second = Int32(here)
  }

  private mutating func compile(fork ways: [[Step]]) throws(SystemFault) {
    guard !ways.isEmpty else { return }
    let fork = emit(.fork, 0, ways.count)
    let over = emit(.jump)
    let outer = cleanup
    cleanup = here
    emit(.join)
    var rows: [BranchRow] = []
    for way in ways {
      rows.append(BranchRow(below: 0, target: Int32(here)))
      try compile(way)
      emit(.join)
    }
    cleanup = outer
    program.code[fork].first = Int32(program.branches.count)
    program.branches += rows
    program.code[over].first = Int32(here)
  }
}

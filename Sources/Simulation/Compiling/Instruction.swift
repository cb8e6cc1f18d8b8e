/// One instruction of a compiled way.
///
/// A way through the system is a program: a job holds the place of its next instruction, so that
/// neither a closure nor an object is made for an event.
struct Instruction: BitwiseCopyable {
  enum Operation: UInt8, BitwiseCopyable {
    /// Sleep for a drawn time. first: sampler.
    case delay
    /// Wait and service. first: node, second: sampler.
    case serve
    /// Choose an instance. first: node.
    case enter
    case leave
    /// Take a permit. first: pool.
    case acquire
    case release
    /// Take an environment. first: environment pool.
    case occupy
    case vacate
    /// Go one of several ways. first: the first row of the branch table, second: rows.
    case branch
    case jump
    /// Draw a number of rounds into a register. first: register, second: where to go on for none.
    case beginRounds
    /// One round less. first: register, second: the start of the round.
    case endRound
    /// Start children. first: the first row of the branch table, second: rows.
    case fork
    /// A child ends.
    case join
    /// first: cache, second: where to go on a miss.
    case lookUp
    case succeed
    case fail
  }

  var operation: Operation
  /// The stream of random numbers for branches, rounds and balancing.
  var stream: Int32 = 0
  var first: Int32 = 0
  var second: Int32 = 0
  /// Where a job goes that fails here: to what gives back all that it holds.
  var cleanup: Int32 = 0
  /// The mean number of rounds.
  var amount: Double = 0
}

/// A row of the branch table: a cumulative probability and where to go.
struct BranchRow: BitwiseCopyable {
  let below: Double
  let target: Int32
}

/// The programs of all classes with their tables.
struct CompiledProgram {
  var code: [Instruction] = []
  var branches: [BranchRow] = []
  var laws: [Law] = []
  /// The first instruction of each class.
  var entries: [Int] = []
  /// Numbers that a job carries: instances chosen, rounds left.
  var registers = 0
  /// The register of each node's chosen instance; -1 for a node of a single instance.
  var nodeRegisters: [Int] = []
  /// Streams of random numbers, those of the laws first.
  var choices = 0
}

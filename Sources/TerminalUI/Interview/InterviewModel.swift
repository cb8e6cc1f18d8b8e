package import CatalogModel
package import OrderedCollections
package import Requirements

/// The whole state of an interview; `update` is the only thing that changes it.
package struct InterviewModel: Sendable {
  /// What the screen shows.
  package enum Screen: Hashable, Sendable {
    /// One question after the other.
    case questions
    /// All answers, to jump from.
    case review
    /// The plan that the answers lead to.
    case explorer
  }

  /// What lies over the screen and takes the keys.
  package enum Overlay: Hashable, Sendable {
    case help
    /// The preview, where the screen is too small to show it beside the questions.
    case preview
    case quitConfirmation
    /// Questions and options to jump to, by what is typed.
    case finder
    /// Everything that can be done, by what is typed.
    case palette
    /// A session that was cut off can be gone on with.
    case recovery
    /// The file holds other answers than those that this session started from.
    case conflict
    /// Why a number is what it is.
    case why
    /// What to export.
    case export
    /// What a variant is to be called.
    case naming
    /// A value for the focused slider.
    case trial
    /// What an editor changed in the file, or why the file cannot be read.
    case edited, editRefused
  }

  /// How the answer at the focus is edited.
  enum Editor: Hashable, Sendable {
    case entry(TextEntry)
    /// A list of options of which one is highlighted.
    case options(highlight: Int)
    /// The rows of a table; after the last follow an entry that adds one and one that goes on.
    case rows(highlight: Int)
  }

  /// A line that tells what just happened.
  struct Notice: Hashable, Sendable {
    let text: String
    let isProblem: Bool
  }

  /// A state to go back to.
  struct Snapshot: Hashable, Sendable {
    let sheet: AnswerSheet
    let focus: Field
    /// The answers that were tried out.
    let changes: OrderedDictionary<AnswerPath, AnswerValue>
  }

  package let questionnaire: Questionnaire
  /// The planning facts that fallbacks may name, by id.
  let facts: OrderedDictionary<String, Fact>
  /// The signs to draw with; a driver sets it to what its terminal can show.
  package var glyphs: Glyphs
  package internal(set) var size: Size

  package internal(set) var sheet: AnswerSheet {
    didSet { if sheet != oldValue { refreshPages() } }
  }
  /// The groups with the questions that are asked now; groups without any are left out.
  package private(set) var pages: [Questionnaire.Group] = []
  /// Whether only the questions of the short path are asked; all others are assumed.
  package internal(set) var isShort = false {
    didSet { if isShort != oldValue { refreshPages() } }
  }
  /// What the answers and fallbacks say to conditions.
  private(set) var relevance: Relevance
  /// The answers as the file has them.
  package internal(set) var savedSheet: AnswerSheet
  /// The file that was written last in this session.
  package internal(set) var savedPath: String?
  /// Entries that could not be read, as typed; their answers stay as they were.
  var drafts: [Field: String] = [:]

  package internal(set) var screen = Screen.questions
  package internal(set) var overlay: Overlay?
  package internal(set) var focus: Field
  var editor: Editor
  /// The answer that the focus found, to fall back to while an entry cannot be read.
  var answerBeforeEntry: AnswerValue?
  /// Whether the present entry can already be undone.
  var isEntryUndoable = false
  /// Whether an option was gone to since the focus came, so that Enter chooses it.
  var isHighlightMoved = false
  /// The answers that the last action tried out, so that the next one of them is undone with it.
  var triedLast: [String] = []
  var undoable: [Snapshot] = []
  var redoable: [Snapshot] = []

  package internal(set) var preview: Preview?
  /// The preview as it was before the last answer was begun, to mark what that changed.
  var formerPreview: Preview?
  /// The newest job; a preview of another one is stale.
  package internal(set) var job = 0
  package internal(set) var isComputing = false

  var reviewRow = 0
  /// The plan's pages and what is played with on them.
  var explorer = ExplorerState()
  /// The reasons that are shown.
  var whyShown: Why?
  var overlayScroll = 0
  var notice: Notice?
  /// Whether the mouse is ours; else the terminal selects text with it.
  var hasMouse = true
  /// The colors; a driver sets it to what its user wants.
  package var theme = Theme.own
  /// The answers that are being written, the oldest first.
  var saves: [AnswerSheet] = []
  /// How many exports are under way.
  var exportCount = 0
  /// Why to leave once everything is written.
  var leaving: ExitReason?
  /// Whether to leave once the answers are saved.
  var quitsWhenSaved = false
  /// Whether to open the editor once the answers are saved.
  var editsWhenSaved = false
  /// What the editor changed, or what is wrong with what it left.
  var edits: [EditedChange] = []
  var editProblems: [String] = []
  /// What is typed and highlighted in a list that is searched.
  var picker = Picker()
  /// All questions and options, while they are searched.
  var finderIndex: [FinderHit] = []
  /// The entry that Enter refused to leave once, because it cannot be read.
  var refusedDraft: Field?

  /// A session to go on with.
  var recovery: RecoveredSession?
  /// Whether there was one, whose journal goes on or was begun anew when that was decided.
  var isJournalFound = false
  /// What saving found in the file.
  var conflicts: [AnswerMerge.Conflict] = []
  /// What was done since the journal was last written.
  var unrecorded: [Action] = []
  var isFocusRecorded = false

  /// An interview that starts at its first question.
  ///
  /// - Parameters:
  ///   - facts: The planning facts of the catalog, which some fallbacks name.
  ///   - isSaved: Whether a file already holds `sheet`.
  package init(
    questionnaire: Questionnaire, facts: OrderedDictionary<String, Fact> = [:],
    sheet: AnswerSheet = AnswerSheet(), isSaved: Bool = true,
    size: Size = Size(columns: 80, rows: 24), glyphs: Glyphs = .full
  ) {
    self.questionnaire = questionnaire
    self.facts = facts
    let sheet = sheet.withoutPlaces
    self.sheet = sheet
    savedSheet = isSaved ? sheet : AnswerSheet()
    self.size = size
    self.glyphs = glyphs
    relevance = Relevance(questionnaire, sheet)
    focus = .question("")
    editor = .options(highlight: 0)
    refreshPages()
    let first = pages.first?.questions.first
    focus(on: .question(first?.id ?? ""))
    isFocusRecorded = true
  }

  private mutating func refreshPages() {
    relevance = Relevance(questionnaire, sheet)
    pages = questionnaire.groups.compactMap { group in
      let questions = group.questions.filter {
        relevance.isRelevant($0.id) && ($0.isInShortPath || !isShort)
      }
      guard !questions.isEmpty else { return nil }
      return Questionnaire.Group(id: group.id, title: group.title, questions: questions)
    }
  }

  /// Whether there are answers that no file holds.
  package var isUnsaved: Bool { sheet != savedSheet }

  /// Computes the first preview and begins the journal, unless one was found; to be performed before any
  /// message.
  package mutating func start() -> [Command] {
    recompute() + (isJournalFound ? [] : [.beginJournal(sheet)])
  }

  /// Asks for a preview of the present answers and makes every earlier job stale.
  mutating func recompute() -> [Command] {
    job += 1
    isComputing = true
    return [.recompute(sheet, job: job)]
  }
}

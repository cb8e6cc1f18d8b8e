/// What comes when, on one line: events over months from now.
package struct Timeline: Hashable, Sendable {
  package struct Event: Hashable, Sendable {
    /// A short name, such as a stage's number.
    package let name: String
    /// Months from now; 0 is now.
    package let months: Double
    /// The month of the calendar, such as `2027-12`; empty where none is known.
    package let date: String

    package init(name: String, months: Double, date: String) {
      self.name = name
      self.months = months
      self.date = date
    }
  }

  /// In the order of their months.
  package let events: [Event]
  /// What the line shows, in a sentence.
  package let sentence: String

  package init(events: [Event], sentence: String) {
    self.events = events.sorted { $0.months < $1.months }
    self.sentence = sentence
  }
}

extension Timeline {
  /// Dates above a line with a sign for each event, and names below it; what would overlap is left
  /// out, because a table tells all of it.
  func lines(width: Int, glyphs: Glyphs) -> [Line] {
    guard let last = events.last, width >= 30 else { return Line.wrap(sentence, width: width) }
    let scale = width - 2
    func place(_ event: Event) -> Int {
      last.months > 0 ? Int((event.months / last.months * Double(scale - 1)).rounded()) : 0
    }
    var axis = Array(repeating: glyphs.horizontal, count: scale)
    for event in events { axis[place(event)] = event.months <= 0 ? glyphs.knob : glyphs.event }
    let line = Line(String(axis), .title).adding(String(glyphs.pointer), .title)
    let dates = Self.row(events.map { ($0.date, place($0)) }, width: width)
    let names = Self.row(events.map { ($0.name, place($0)) }, width: width)
    return [Line(dates, .dim), line, Line(names, .bold)]
  }

  /// Texts around their places in a row of some width, each with a blank after it.
  private static func row(_ texts: [(text: String, place: Int)], width: Int) -> String {
    var row = ""
    for (text, place) in texts where !text.isEmpty {
      let length = CellWidth.of(text)
      let start = max(0, min(place - length / 2, width - length))
      guard row.isEmpty || start > CellWidth.of(row) else { continue }
      row = TextLayout.padded(row, to: start) + text
    }
    return row
  }

  /// The events in a sentence.
  var told: [String] { [sentence] }
}

extension Glyphs {
  /// Something that happens at a point of a line.
  var event: Character { self == .full ? "◆" : isUnicode ? "█" : "#" }
}

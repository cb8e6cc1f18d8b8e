/// Where the parts of the screen stand, for every size.
///
/// From 76 columns the preview stands beside the questions, from 112 a list of pages as well; on a
/// narrow but high screen the preview stands below, and on a small one its summary fills a line.
struct Layout: Hashable, Sendable {
  /// Below this nothing but a request for more room is shown.
  static let least = Size(columns: 40, rows: 10)

  let size: Size
  let title: Rect
  /// The list of pages; nil where there is no room.
  let sidebar: Rect?
  let main: Rect
  /// Nil where only a summary fits, on the status line.
  let preview: Rect?
  let status: Rect
  let keyBar: Rect

  /// The layout for a size; nil below the least one.
  init?(_ size: Size) {
    guard size.columns >= Self.least.columns, size.rows >= Self.least.rows else { return nil }
    self.size = size
    let columns = size.columns
    title = Rect(x: 0, y: 0, width: columns, height: 1)
    status = Rect(x: 0, y: size.rows - 2, width: columns, height: 1)
    keyBar = Rect(x: 0, y: size.rows - 1, width: columns, height: 1)
    var body = Rect(x: 0, y: 1, width: columns, height: size.rows - 3)
    guard columns >= 76 else {
      sidebar = nil
      let below = body.height >= 26 ? 10 : 0
      body.height -= below
      main = body
      preview =
        below > 0 ? Rect(x: 0, y: body.bottom, width: columns, height: below) : nil
      return
    }
    // The questions get what is left: their answers are the longest texts.
    let sidebarWidth = columns >= 112 ? 28 : 0
    let previewWidth = min(60, (columns - sidebarWidth) * (sidebarWidth > 0 ? 9 : 8) / 20)
    sidebar = sidebarWidth > 0 ? Rect(x: 0, y: 1, width: sidebarWidth, height: body.height) : nil
    main = Rect(
      x: sidebarWidth, y: 1, width: columns - sidebarWidth - previewWidth, height: body.height)
    preview = Rect(x: columns - previewWidth, y: 1, width: previewWidth, height: body.height)
  }

  /// The whole room between the title and the status line.
  var body: Rect { Rect(x: 0, y: 1, width: size.columns, height: size.rows - 3) }
}

import Quantities

extension Frame {
  /// Users on a slider; below it the diagram, the figures and the bars of what they do to the plan.
  mutating func drawLoad(_ model: InterviewModel, in area: Rect) {
    guard let step = model.explorer.step else { return }
    drawUsers(step, model, in: area)
    let body = area.droppingTop(2)
    guard let load = model.explorer.view.loads[step] else {
      write("computing this load", x: body.x, y: body.y, style: .dim)
      placeCursor(x: area.x, y: area.y)
      return
    }
    let figures = model.loadFigureLines
    let bars = model.loadBarLines
    let focused = (figures + bars).focused(model.explorer.row)
    if body.width >= 100 {
      let least = figures.count + 1
      let form = DiagramForm(load, width: body.width, height: body.height - least)
      let rows = min(form.height, body.height - least)
      drawDiagram(
        load, form, model, in: Rect(x: body.x, y: body.y, width: body.width, height: rows))
      let below = body.droppingTop(rows > 0 ? rows + 1 : 0)
      drawFigures(
        figures, focused, model, in: Rect(x: below.x, y: below.y, width: 58, height: below.height))
      drawBars(
        load.bars.title, bars, focused, after: figures.count, model,
        in: Rect(
          x: below.x + 60, y: below.y, width: min(100, below.width - 60), height: below.height))
      return
    }
    let figureRows = min(figures.count, max(1, body.height - 4))
    drawFigures(
      figures, focused, model,
      in: Rect(x: body.x, y: body.y, width: body.width, height: figureRows))
    let rest = body.droppingTop(figureRows)
    let diagramRows = rest.height >= 9 ? rest.height - min(4, load.bars.bars.count + 1) : 0
    let form = DiagramForm(load, width: rest.width, height: diagramRows)
    // Where no box fits, a line of all tiers.
    let hasBoxes = form.boxWidth >= 9 && diagramRows >= 4
    let rows = hasBoxes ? min(form.height, diagramRows) : min(1, max(0, rest.height - 1))
    let area = Rect(x: rest.x, y: rest.y, width: rest.width, height: rows)
    if hasBoxes {
      drawDiagram(load, form, model, in: area)
    } else {
      drawChain(load, model, in: area)
    }
    drawBars(
      load.bars.title, bars, focused, after: figures.count, model, in: rest.droppingTop(rows))
  }

  private mutating func drawFigures(
    _ lines: [PageLine], _ focused: Int, _ model: InterviewModel, in area: Rect
  ) {
    drawLines(
      lines, focused: lines.indices.contains(focused) ? focused : nil, model, in: area)
  }

  private mutating func drawUsers(_ step: LoadStep, _ model: InterviewModel, in area: Rect) {
    let text = "\(DecimalText.fixed(step.users)) users"
    // The number has the room of the greatest one, so that the scale does not move.
    let room = max(10, area.width - 29)
    let knob = step.index * (room - 1) / LoadStep.last
    let now = LoadStep(nearest: model.usersNow).index * (room - 1) / LoadStep.last
    var x = write("1 ", x: area.x, y: area.y, style: .dim)
    mark(.scale(nil, x: x, width: room), x: x, y: area.y, limit: min(area.right, x + room))
    for cell in 0..<room {
      let sign =
        cell == knob
        ? model.glyphs.knob : cell == now ? model.glyphs.limit : model.glyphs.horizontal
      x = write(
        String(sign), x: x, y: area.y, limit: area.right, style: cell == knob ? .title : .dim)
    }
    x = write(" 100 M", x: x, y: area.y, limit: area.right, style: .dim)
    write(text, x: area.right - CellWidth.of(text), y: area.y, style: .bold)
  }

  private mutating func drawBars(
    _ title: String, _ lines: [PageLine], _ focused: Int, after count: Int,
    _ model: InterviewModel, in area: Rect
  ) {
    guard area.height >= 2 else { return }
    write(title, x: area.x, y: area.y, limit: area.right, style: .title)
    let place = focused - count
    drawLines(
      lines, focused: lines.indices.contains(place) ? place : nil, offset: count, model,
      in: area.droppingTop(1))
  }
}

extension InterviewModel {
  /// The load at the users that are looked at; nil while it is not known.
  var shownLoad: LoadView? { explorer.step.flatMap { explorer.view.loads[$0] } }

  /// The bars of the load as lines.
  var loadBarLines: [PageLine] {
    // Beside the figures where there is room, else below them; a pointer stands before each.
    let width = size.columns >= 102 ? min(100, size.columns - 62) : size.columns - 2
    return shownLoad?.bars.pageLines(width: max(8, width - 2), glyphs: glyphs) ?? []
  }

  /// The figures of the load as lines.
  var loadFigureLines: [PageLine] {
    guard let load = shownLoad else { return [] }
    let width = size.columns >= 102 ? 55 : size.columns - 4
    let table = PlanTable(
      [.init("Figure"), .init("Value", isNumber: true), .init("Remark")], load.figures)
    let title = Line.wrap(load.stage, width: max(10, width), style: .title).map { PageLine($0) }
    return title + table.lines(width: max(10, width), glyphs: glyphs)
  }
}

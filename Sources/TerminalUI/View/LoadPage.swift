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
    if body.width >= 100 {
      let least = figures.count + 1
      let form = DiagramForm(load, width: body.width, height: body.height - least)
      let rows = min(form.height, body.height - least)
      drawDiagram(
        load, form, model, in: Rect(x: body.x, y: body.y, width: body.width, height: rows))
      let below = body.droppingTop(rows > 0 ? rows + 1 : 0)
      drawFigures(
        figures, model, in: Rect(x: below.x, y: below.y, width: 58, height: below.height))
      drawBars(
        load, model,
        in: Rect(
          x: below.x + 60, y: below.y, width: min(100, below.width - 60), height: below.height))
      return
    }
    let figureRows = min(figures.count, max(1, body.height - 4))
    drawFigures(
      figures, model, in: Rect(x: body.x, y: body.y, width: body.width, height: figureRows))
    let rest = body.droppingTop(figureRows)
    let diagramRows = rest.height >= 9 ? rest.height - min(4, load.bars.bars.count + 1) : 0
    let form = DiagramForm(load, width: rest.width, height: diagramRows)
    let rows = min(form.height, diagramRows)
    drawDiagram(load, form, model, in: Rect(x: rest.x, y: rest.y, width: rest.width, height: rows))
    drawBars(load, model, in: rest.droppingTop(rows))
  }

  private mutating func drawFigures(_ lines: [PageLine], _ model: InterviewModel, in area: Rect) {
    drawLines(lines, focused: min(model.explorer.row, lines.count - 1), model, in: area)
  }

  private mutating func drawUsers(_ step: LoadStep, _ model: InterviewModel, in area: Rect) {
    let text = "\(DecimalText.fixed(step.users)) users"
    // The number has the room of the greatest one, so that the scale does not move.
    let room = max(10, area.width - 29)
    let knob = step.index * (room - 1) / LoadStep.last
    let now = LoadStep(nearest: model.usersNow).index * (room - 1) / LoadStep.last
    var x = write("1 ", x: area.x, y: area.y, style: .dim)
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

  private mutating func drawBars(_ load: LoadView, _ model: InterviewModel, in area: Rect) {
    guard area.height >= 2 else { return }
    write(load.bars.title, x: area.x, y: area.y, limit: area.right, style: .title)
    let lines = load.bars.lines(width: area.width, glyphs: model.glyphs)
    for (offset, line) in lines.prefix(area.height - 1).enumerated() {
      draw(line, x: area.x, y: area.y + 1 + offset, limit: area.right)
    }
    if lines.count > area.height - 1 {
      write(
        String(model.glyphs.below), x: area.right - 1, y: area.bottom - 1, style: .title)
    }
  }
}

extension InterviewModel {
  /// The figures of the load as lines.
  var loadFigureLines: [PageLine] {
    guard let step = explorer.step, let load = explorer.view.loads[step] else { return [] }
    let width = size.columns >= 102 ? 55 : size.columns - 4
    let table = PlanTable(
      [.init("Figure"), .init("Value", isNumber: true), .init("Remark")], load.figures)
    let title = Line.wrap(load.stage, width: max(10, width), style: .title).map { PageLine($0) }
    return title + table.lines(width: max(10, width), glyphs: glyphs)
  }
}

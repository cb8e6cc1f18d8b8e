import Quantities

extension Frame {
  /// Users on a slider; below it the diagram, the figures and the bars of what they do to the plan.
  mutating func drawLoad(_ model: InterviewModel, in area: Rect) {
    guard let step = model.explorer.step else { return }
    drawUsers(step, model, in: area)
    let body = area.droppingTop(2)
    guard let load = model.explorer.loads[step] else {
      write("computing this load", x: body.x, y: body.y, style: .dim)
      placeCursor(x: area.x, y: area.y)
      return
    }
    let isWide = body.width >= 100
    let figures = model.loadFigureLines
    if isWide {
      let right = Rect(
        x: body.x + body.width * 3 / 5 + 2, y: body.y, width: body.width * 2 / 5 - 2,
        height: body.height)
      let left = Rect(x: body.x, y: body.y, width: body.width * 3 / 5, height: body.height)
      let rows = min(figures.count, body.height)
      drawDiagram(load, model, in: left)
      drawLines(
        figures, focused: min(model.explorer.row, figures.count - 1), model,
        in: Rect(x: right.x, y: right.y, width: right.width, height: rows))
      drawBars(load, model, in: right.droppingTop(rows + 1))
      return
    }
    let figureRows = min(figures.count, max(1, body.height - 4))
    drawLines(
      figures, focused: min(model.explorer.row, figures.count - 1), model,
      in: Rect(x: body.x, y: body.y, width: body.width, height: figureRows))
    let rest = body.droppingTop(figureRows)
    let diagramRows = rest.height >= 9 ? rest.height - min(4, load.bars.bars.count + 1) : 0
    drawDiagram(
      load, model, in: Rect(x: rest.x, y: rest.y, width: rest.width, height: diagramRows))
    drawBars(load, model, in: rest.droppingTop(diagramRows))
  }

  private mutating func drawUsers(_ step: LoadStep, _ model: InterviewModel, in area: Rect) {
    let text = "\(DecimalText.fixed(step.users)) users"
    let room = max(10, area.width - CellWidth.of(text) - 14)
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
  }
}

extension InterviewModel {
  /// The figures of the load as lines.
  var loadFigureLines: [PageLine] {
    guard let step = explorer.step, let load = explorer.loads[step] else { return [] }
    let width = size.columns >= 104 ? (size.columns - 2) * 2 / 5 - 5 : size.columns - 4
    let table = PlanTable(
      [.init(load.stage), .init("", isNumber: true), .init("")], load.figures)
    return table.lines(width: max(10, width), glyphs: glyphs)
  }
}

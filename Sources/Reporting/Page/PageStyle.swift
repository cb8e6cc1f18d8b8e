/// The style of the report: light and dark by what the reader's system prefers, and for paper.
enum PageStyle {
  static let text = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --ink: #1b1f24; --faint: #57606a; --rule: #d0d7de; --tint: #f6f8fa;
      --one: #0a58ca; --two: #b35900; --three: #8c959f; --four: #8250df; --limit: #b42318; --mark: #57606a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #0d1117; --ink: #e6edf3; --faint: #9198a1; --rule: #30363d; --tint: #161b22;
        --one: #6cb6ff; --two: #f0a35e; --three: #768390; --four: #d2a8ff; --limit: #ff7b72; --mark: #9198a1;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem; background: var(--page);
      color: var(--ink); font: 1rem/1.55 system-ui, sans-serif;
    }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
    h2 { font-size: 1.4rem; margin: 2.6rem 0 0.8rem; border-bottom: 1px solid var(--rule); }
    h3 { font-size: 1.12rem; margin: 1.8rem 0 0.5rem; }
    a { color: var(--one); }
    nav ul { columns: 16rem; padding-left: 1.2rem; }
    code { background: var(--tint); padding: 0.1em 0.3em; border-radius: 3px; font-size: 0.9em; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; margin: 0.8rem 0; font-size: 0.9rem; }
    th, td { border: 1px solid var(--rule); padding: 0.3rem 0.55rem; text-align: left; }
    th { background: var(--tint); }
    td { vertical-align: top; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    details { margin: 0.8rem 0; border-left: 3px solid var(--rule); padding-left: 0.9rem; }
    summary { cursor: pointer; color: var(--faint); }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1.2rem; }
    figure { margin: 0; break-inside: avoid; }
    figcaption { color: var(--faint); font-size: 0.85rem; }
    svg { width: 100%; height: auto; background: var(--page); }
    svg text {
      fill: var(--ink); font: 12px system-ui, sans-serif;
      stroke: var(--page); stroke-width: 3px; paint-order: stroke;
    }
    svg .grid { stroke: var(--rule); stroke-width: 1; }
    svg .axis { stroke: var(--ink); stroke-width: 1; }
    svg .one { fill: var(--one); stroke: var(--one); }
    svg .two { fill: var(--two); stroke: var(--two); }
    svg .three { fill: var(--three); stroke: var(--three); }
    svg .four { fill: var(--four); stroke: var(--four); }
    svg polyline.one, svg polyline.two, svg polyline.three, svg polyline.four { fill: none; stroke-width: 2; }
    svg polyline.two { stroke-dasharray: 7 4; }
    svg polyline.four { stroke-dasharray: 10 3 2 3; }
    svg .limit { stroke: var(--limit); stroke-width: 2; stroke-dasharray: 4 3; }
    svg .mark { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 2 3; }
    svg .box { fill: var(--tint); stroke: var(--faint); }
    svg .zone { fill: none; stroke: var(--faint); stroke-dasharray: 5 4; }
    svg .arrow { fill: none; stroke: var(--faint); stroke-width: 1.5; }
    svg .head { fill: var(--faint); }
    .made { color: var(--faint); font-size: 0.85rem; }
    @media (max-width: 30rem) { .charts { grid-template-columns: 1fr; } }
    @media print {
      :root {
        --page: #ffffff; --ink: #000000; --faint: #444444; --rule: #bbbbbb; --tint: #f2f2f2;
        --one: #0a58ca; --two: #b35900; --three: #8c959f; --four: #8250df; --limit: #b42318; --mark: #444444;
      }
      body { max-width: none; padding: 0; font-size: 0.82rem; }
      nav { display: none; }
      .charts { grid-template-columns: 1fr 1fr; }
      details::details-content { content-visibility: visible; block-size: auto; }
      .wide { overflow: visible; }
      table { font-size: 0.72rem; }
      tr, figure { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
    }
    """
}

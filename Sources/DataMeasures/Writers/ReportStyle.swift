/// The look of an HTML report; no resource is loaded from anywhere.
enum ReportStyle {
    static let sheet = """
        :root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --ink: #1c2330; --soft: #5b6577;
          --line: #e1e5ec; --accent: #3b6fd4; --other: #c77700;
          --pass: #1a7f4b; --warn: #a05a00; --fail: #b3261e; --skipped: #5b6577; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #12151b; --card: #1b2029; --ink: #e6e9ef; --soft: #9aa4b5; --line: #2d3440; --accent: #7aa5f5;
            --other: #f0b35c;
            --pass: #4cc38a; --warn: #f0a848; --fail: #ff7b72; --skipped: #9aa4b5; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 0; }
        h3 { font-size: .95rem; margin: 1.25rem 0 .4rem; color: var(--soft); font-weight: 600; }
        p { margin: .4rem 0; } code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
        .banner, .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
          padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
        .banner { border-left: 6px solid var(--tone); }
        .card > header { display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
        .card > header code { color: var(--soft); }
        .pass { --tone: var(--pass); } .warn { --tone: var(--warn); } .fail { --tone: var(--fail); }
        .skipped { --tone: var(--skipped); }
        .badge { color: var(--tone); border: 1px solid currentColor; border-radius: 99px; padding: 0 .6rem;
          font-size: .8rem; font-weight: 700; text-transform: uppercase; letter-spacing: .04em; }
        .advice { border-left: 3px solid var(--tone); padding-left: .75rem; color: var(--soft); }
        .soft { color: var(--soft); } figure { margin: 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
        th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line);
          vertical-align: top; overflow-wrap: anywhere; }
        th { color: var(--soft); font-weight: 600; white-space: nowrap; overflow-wrap: normal; }
        .number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
        svg { display: block; max-width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
        svg .bar { fill: var(--accent); } svg .other { fill: var(--other); }
        svg .axis { stroke: var(--line); fill: none; } svg .fit { stroke: var(--other); stroke-width: 1.5; }
        svg .soft { fill: var(--soft); }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 0 1.5rem; }
        .wide { grid-column: 1 / -1; } .heat { width: auto; } .heat td { text-align: center; padding: .35rem .6rem;
          border: 2px solid var(--card); font-size: .8rem; min-width: 3.5rem; }
        .h1 { background: color-mix(in srgb, var(--accent) 7%, var(--card)); }
         .h2 { background: color-mix(in srgb, var(--accent) 14%, var(--card)); } .h3 { background: color-mix(in srgb, var(--accent) 21%, var(--card)); }
         .h4 { background: color-mix(in srgb, var(--accent) 28%, var(--card)); } .h5 { background: color-mix(in srgb, var(--accent) 35%, var(--card)); }
         .h6 { background: color-mix(in srgb, var(--accent) 42%, var(--card)); } .h7 { background: color-mix(in srgb, var(--accent) 49%, var(--card)); }
         .h8 { background: color-mix(in srgb, var(--accent) 56%, var(--card)); } .h9 { background: color-mix(in srgb, var(--accent) 63%, var(--card)); }
         .h10 { background: color-mix(in srgb, var(--accent) 70%, var(--card)); }
        .n1 { background: color-mix(in srgb, var(--other) 7%, var(--card)); }
         .n2 { background: color-mix(in srgb, var(--other) 14%, var(--card)); } .n3 { background: color-mix(in srgb, var(--other) 21%, var(--card)); }
         .n4 { background: color-mix(in srgb, var(--other) 28%, var(--card)); } .n5 { background: color-mix(in srgb, var(--other) 35%, var(--card)); }
         .n6 { background: color-mix(in srgb, var(--other) 42%, var(--card)); } .n7 { background: color-mix(in srgb, var(--other) 49%, var(--card)); }
         .n8 { background: color-mix(in srgb, var(--other) 56%, var(--card)); } .n9 { background: color-mix(in srgb, var(--other) 63%, var(--card)); }
         .n10 { background: color-mix(in srgb, var(--other) 70%, var(--card)); }
        nav ul { list-style: none; margin: .75rem 0 0; padding: 0; display: grid; gap: .25rem; }
        nav a { color: inherit; } nav li { display: flex; gap: .6rem; align-items: baseline; }
        details { margin-top: 1rem; } summary { cursor: pointer; color: var(--soft); font-weight: 600; }
        @media print { body { background: none; } .card { break-inside: avoid; } }

        """
}

/**
 * Of the export in HTML. Positions have colours that the colour-blind can tell apart (Okabe and Ito), on which
 * black is legible, by day and by night.
 */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: light-dark(#211e19, #eceae4); --soft: light-dark(#5f594d, #a9a69e); --line: light-dark(#dcd7cb, #34373c); --blue: light-dark(#0072b2, #56b4e9); }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 46rem; background: light-dark(#fffefb, #151618); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h2 { margin-top: 3rem; }
h3 { margin-top: 2.25rem; padding-top: .5rem; border-top: 1px solid var(--line); }
h4, .words h5, .words h6 { margin: 0 0 .25rem; font-size: 1rem; }
a { color: var(--blue); }
hr { border: 0; border-top: 1px solid var(--line); }
.label { font-weight: 650; margin: 1.5rem 0 .5rem; }
.label + .label { margin-top: 0; }
.turn { margin: 1.25rem 0; padding-left: 1rem; border-left: 3px solid var(--voice, var(--soft)); }
.turn h4 { color: var(--voice, var(--soft)); }
.words > :first-child { margin-top: 0; }
.words > :last-child { margin-bottom: 0; }
.note, .legend { color: var(--soft); font-size: .875rem; margin: .375rem 0 0; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 2px solid var(--line); }
pre { overflow-x: auto; padding: .75rem; background: light-dark(#efece4, #1e2023); white-space: pre-wrap; font-size: .875rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .875rem; overflow-wrap: normal; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
svg { display: block; width: 100%; height: auto; margin: 1rem 0 .5rem; font: 13px system-ui, sans-serif; fill: var(--ink); }
.grid { stroke: var(--line); } .threshold { stroke: var(--soft); stroke-dasharray: 5 4; }
.line { fill: none; stroke: var(--blue); stroke-width: 2; } .mark { fill: var(--blue); }
.none { fill: none; stroke: var(--line); } .agreed { fill: #56b4e9; }
.denied { fill: #fff; stroke: #000; stroke-dasharray: 4 3; }
[class^="on-"] { fill: #000; font-weight: 650; } .on-none { fill: var(--soft); }
.position-0 { fill: #e69f00; } .position-1 { fill: #009e73; } .position-2 { fill: #cc79a7; } .position-3 { fill: #f0e442; }
.position-4 { fill: #d55e00; } .position-5 { fill: #56b4e9; } .position-6 { fill: #999; } .position-7 { fill: #ddd; }
[data-voice="0"] { --voice: light-dark(#a3421c, #f0966c); } [data-voice="1"] { --voice: light-dark(#1b6e4c, #6fcf9f); }
[data-voice="2"] { --voice: light-dark(#2456b8, #8fb4ff); } [data-voice="3"] { --voice: light-dark(#87308f, #e39bea); }
[data-voice="4"] { --voice: light-dark(#755a00, #dcbc56); } [data-voice="5"] { --voice: light-dark(#0c6b78, #63cbd9); }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; background: none; font-size: 10.5pt; print-color-adjust: exact; }
  p, li, pre { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6, .label { break-after: avoid; }
  .note, .legend { break-before: avoid; }
  svg, tr { break-inside: avoid; }
  table { display: table; font-size: 8.5pt; overflow-wrap: anywhere; hyphens: auto; }
  th, td { padding: .15rem .3rem; }
  pre { font-size: 8.5pt; box-decoration-break: clone; }
  a:not(.bare)::after { content: " (" attr(href) ")"; font-size: 8.5pt; }
  h2 { break-before: page; } h2:first-of-type, h2:last-of-type { break-before: auto; }
}
`;

/** The page's style: light and dark, phones, paper. Static text, nothing is put into it. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fbfaf8; --card: #ffffff; --ink: #1d1f23; --quiet: #5d636e; --line: #dcdad5; --alarm: #b3261e; --tint: #fbe9e7; --accent: #2f5d8a; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16181c; --card: #1f2227; --ink: #e8e6e3; --quiet: #a2a8b3; --line: #383c44; --alarm: #ff8a80; --tint: #3a2322; --accent: #8ab4e0; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 64rem; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, p, ul, ol, dl, dd, blockquote { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { margin-top: 2rem; padding-top: 1.25rem; border-top: 3px solid var(--accent); font-size: 1.35rem; }
h3 { margin: 2.25rem 0 .5rem; font-size: 1.1rem; }
h4 { font-size: 1rem; }
h5 { margin-bottom: .3rem; font-size: .75rem; letter-spacing: .04em; text-transform: uppercase; color: var(--quiet); }
p { margin-top: .5rem; }
.quiet { color: var(--quiet); font-size: .9rem; }
ul.quiet { margin-top: .75rem; padding-left: 1.1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1.25rem; }
.tile { display: flex; flex-direction: column; gap: .15rem; padding: .9rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.tile dt { order: 1; font-size: .9rem; line-height: 1.35; }
.tile dd { order: 2; font-size: .82rem; color: var(--quiet); }
.tile .figure { order: 0; font-size: 1.9rem; font-weight: 700; line-height: 1.15; color: var(--ink); font-variant-numeric: tabular-nums; }
.tile.alarm { border-color: var(--alarm); background: var(--tint); }
.tile.alarm .figure, td.alarm { color: var(--alarm); font-weight: 700; }
.tiles + p { margin-top: 1.25rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .7rem; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--quiet); font-weight: 600; }
th:first-child { position: sticky; left: 0; text-align: left; background: var(--card); }
tr.all th, tr.all td { border-top: 2px solid var(--ink); font-weight: 700; }
.cases { padding: 0; list-style: none; counter-reset: case; }
.cases > li { counter-increment: case; margin-top: 1rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; break-inside: avoid; }
.cases h4::before { content: counter(case) ". "; color: var(--quiet); }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 1rem; background: var(--alarm); color: var(--card); font-size: .75rem; font-weight: 600; vertical-align: .08em; }
.badge.plain { background: transparent; border: 1px solid var(--line); color: var(--quiet); }
.because { font-weight: 600; }
.mail { margin-top: .75rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: .75rem; margin-top: .75rem; }
blockquote { padding: .6rem .8rem; border-left: 3px solid var(--line); background: var(--page); border-radius: 0 .4rem .4rem 0; white-space: pre-wrap; font-size: .92rem; max-height: 22rem; overflow: auto; }
.sides > div:first-child blockquote { border-left-color: var(--accent); }
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --alarm: #a00; --tint: #fff; --accent: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .scroll, blockquote { overflow: visible; max-height: none; }
  th, td { padding: .25rem .4rem; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .badge { color: #fff; print-color-adjust: exact; }
}
`;

"""The style of a published page, for screen and paper, light and dark."""

STYLE = """
:root{color-scheme:light dark;--paper:#FBFAF7;--panel:#FFFFFF;--ink:#1F2933;--quiet:#55606B;--line:#DAD6CC;
--edge:#8B8676;--accent:#1F5673;--proposed:#7A4B00;--disputed:#5B3F8C;--withheld:#4A4A4A;--stamp:#9B2C2C}
@media (prefers-color-scheme:dark){:root{--paper:#14181C;--panel:#1B2126;--ink:#E6E9EB;--quiet:#A7B1B9;--line:#323A41;
--edge:#74808A;--accent:#7FBEDD;--proposed:#E3B65C;--disputed:#BBA4E6;--withheld:#B4B4B0;--stamp:#EE9A94}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:1.0625rem/1.5 "Source Serif 4","Noto Serif",Georgia,"Noto Serif KR","Noto Serif CJK KR",serif}
main{max-width:60rem;margin-inline:auto;padding:1.5rem 1rem 2.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1.5rem}
h2{font-size:1.3125rem;line-height:1.3;margin:0 0 .5rem}
a{color:var(--accent)}
p{max-width:64ch;margin:.5rem 0}
section,footer{border-block-start:1px solid var(--line);margin-block-start:1.5rem;padding-block-start:1.5rem}
.stamp{max-width:none;margin:0;padding:.5rem 1rem;text-align:center;font-weight:700;color:var(--stamp);
border-block-end:3px double var(--stamp);position:sticky;top:0;background:var(--paper)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
caption{text-align:start;color:var(--quiet);font-size:.9375rem;padding-block-end:.5rem}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-block-end:1px solid var(--line)}
th{font-weight:600}
thead th,.n,.state{white-space:nowrap}
.n{text-align:end}
.range{font-size:1.3125rem;font-weight:700}
.quiet,.who,dt{color:var(--quiet)}
.claims{list-style:none;padding:0;margin:1rem 0 0}
.claims li{border-block-start:1px solid var(--line)}
summary{padding:.75rem 0;cursor:pointer}
summary:focus-visible,a:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.words{margin-inline-end:.25rem}
.state{display:inline-block;font-size:.8125rem;padding:0 .375rem;border:1px solid var(--edge);border-radius:4px}
.proposed{color:var(--proposed);border-style:dotted}
.disputed,.denial{color:var(--disputed);border-style:double;border-width:3px}
.aside{color:var(--withheld);border-style:dashed}
blockquote{margin:.25rem 0 1rem;padding:.25rem 0 .25rem 1rem;border-inline-start:3px solid var(--edge);
max-width:64ch;white-space:pre-line}
:lang(ko){word-break:keep-all;overflow-wrap:anywhere;line-height:1.7}
:lang(zh){line-height:1.7}
cite{font-style:normal}
dl{margin:0 0 1rem;font-size:.9375rem}
dl div{display:grid;grid-template-columns:7rem 1fr;gap:.75rem;padding:.125rem 0}
dd{margin:0;min-width:0}
code{font:.8125rem/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
@media (max-width:30rem){table{font-size:.9375rem}dl div{grid-template-columns:1fr;gap:0;padding:.25rem 0}}
@media print{:root{color-scheme:light;--paper:#FFF;--ink:#000;--quiet:#333;--accent:#000}
details::details-content{content-visibility:visible;display:block;block-size:auto}
summary{list-style:none}.stamp{position:static}li,tr{break-inside:avoid}body{font-size:10pt}}
""".strip()

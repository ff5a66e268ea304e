// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/statuspage/statuspageparts.h"

namespace slurmsd {

// Without child selectors and quotes, which HtmlWriter would escape.
const char *const statusPageStyle = R"(
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --line: #dfe3e8; --text: #1b2430; --quiet: #5c6773; --faint: #8b95a1;
  --accent: #1f5fbf; --code: #eef1f5;
  --ok: #1a7f45; --ok-page: #e8f5ed; --warn: #96600a; --warn-page: #fdf4e0; --bad: #b3261e;
  --bad-page: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1a2028; --line: #2d3641; --text: #e3e8ee; --quiet: #9aa5b1; --faint: #596572;
    --accent: #7fb0f7; --code: #232b35;
    --ok: #5ecb8d; --ok-page: #15291f; --warn: #e8b04a; --warn-page: #2c2412; --bad: #f58b82;
    --bad-page: #331a19;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 92rem; padding: 1rem clamp(.75rem, 2.5vw, 2rem) 2rem;
  background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; justify-content: space-between }
h1 { margin: 0; font-size: 1.1rem; letter-spacing: .01em }
h2 { margin: 0 0 .6rem; font-size: 1rem }
h3 { margin: 1.2rem 0 .3rem; font-size: .85rem; color: var(--quiet) }
p { margin: .4rem 0 }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em }
a:hover { text-decoration-thickness: 2px }
code {
  font: .92em/1.5 ui-monospace, monospace; background: var(--code); border-radius: 3px;
  padding: .05em .3em;
}
.quiet, time { color: var(--quiet) }
time b { color: var(--text); font-weight: 400; white-space: nowrap }
section, .health {
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem;
  margin: 0 0 1rem;
}
.health { display: flex; gap: .8rem; align-items: baseline; margin-top: .7rem; border-left-width: 6px }
.health p { margin: 0; font-size: 1.1rem }
.health .word { flex: none; font-weight: 700; white-space: nowrap }
.ok { border-left-color: var(--ok); background: var(--ok-page) } .ok .word { color: var(--ok) }
.degraded { border-left-color: var(--warn); background: var(--warn-page) }
.degraded .word { color: var(--warn) }
.not-ready { border-left-color: var(--bad); background: var(--bad-page) }
.not-ready .word { color: var(--bad) }
.columns { display: grid; gap: 0 1rem; grid-template-columns: minmax(0, 1fr); align-items: start }
dl {
  display: grid; gap: .6rem 1.2rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); margin: 0;
}
dl div { min-width: 0 }
dt { color: var(--quiet); font-size: .8rem }
dd { margin: 0 }
details { margin: .3rem 0; font-variant-numeric: tabular-nums }
details a { margin-right: .4em }
summary { cursor: pointer; font-weight: 600 }
dd time { display: block; font-size: .85rem }
.notice {
  border-left: 4px solid var(--line); background: var(--code); padding: .4rem .7rem; margin: .7rem 0;
  border-radius: 4px;
}
.notice ul { margin: .2rem 0; padding-left: 1.2rem }
.notice.bad { border-color: var(--bad); background: var(--bad-page) } .notice.bad strong { color: var(--bad) }
.notice.warn { border-color: var(--warn); background: var(--warn-page) }
.notice.warn strong { color: var(--warn) }
.scroll { overflow-x: auto; margin-top: .8rem }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th {
  font-weight: 600; font-size: .8rem; color: var(--quiet); text-align: left; vertical-align: bottom;
  line-height: 1.25;
}
th, td { padding: .25rem .55rem; border-bottom: 1px solid var(--line) }
tbody th {
  color: var(--text); font-size: inherit; font-weight: 400; line-height: inherit; vertical-align: top;
}
th:first-child, td:first-child { padding-left: 0 }
th:last-child, td:last-child { padding-right: 0 }
tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0 }
tfoot th, tfoot td {
  border-top: 2px solid var(--line); border-bottom: 0; font-weight: 600; color: var(--text);
  font-size: inherit;
}
td { vertical-align: top }
.n { text-align: right; overflow-wrap: normal } td.n { white-space: nowrap }
.zero { color: var(--faint); font-weight: 400 }
.states th, .states td { padding-left: .4rem; padding-right: .4rem }
.states th:first-child {
  position: sticky; left: 0; background: var(--card); padding-left: 0; min-width: 7rem; max-width: 22rem;
}
td.alarm { color: var(--bad); font-weight: 600 }
td.mind { color: var(--warn); font-weight: 600 }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
label { font-weight: 600 }
input {
  flex: 0 1 20rem; min-width: 0; font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--faint); border-radius: 5px; padding: .35rem .6rem;
}
button {
  font: inherit; font-weight: 600; color: var(--card); background: var(--accent);
  border: 1px solid var(--accent);
  border-radius: 5px; padding: .35rem 1rem; cursor: pointer;
}
a:focus-visible, input:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px;
}
.found { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .8rem }
.why td { padding-top: .45rem; padding-bottom: .45rem }
.why th { padding-top: .45rem }
.why th:first-child { width: 11rem }
.labels { font-size: .9em; color: var(--quiet) }
.labels span { display: inline-block; margin-right: .8em }
.target { margin-bottom: .35rem } .target:last-child { margin-bottom: 0 }
.links { list-style: none; margin: 0; padding: 0; display: grid; gap: .25rem }
@media (min-width: 70rem) { .columns { grid-template-columns: minmax(0, 2.1fr) minmax(0, 1fr) } }
@media (max-width: 30rem) {
  section, .health { padding: .8rem; border-radius: 6px }
  .health { display: block }
  th, td { padding-left: .4rem; padding-right: .4rem }
  dl { grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)) }
  .states th:first-child { min-width: 6rem; max-width: 9rem }
  .why thead { display: none }
  .why th:first-child, .why td { display: block; width: auto; padding-left: 0; padding-right: 0 }
  .why th:first-child { border: 0; padding-bottom: 0; font-weight: 600 }
  .why td { padding-top: .2rem }
}
)";

} // namespace slurmsd

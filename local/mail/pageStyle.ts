/** Style of the mail page, in both colour schemes. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#f6f6f8;--card:#fff;--fg:#1e1f24;--muted:#5f6470;--line:#e1e3e8;
--accent:#3d5afe;--chosen:#eef1ff}
@media(prefers-color-scheme:dark){:root{--bg:#101116;--card:#191a21;--fg:#e8e9ee;--muted:#a0a5b3;
--line:#2c2e38;--accent:#8c9eff;--chosen:#23273d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif;
display:grid;grid-template-rows:auto 1fr;min-height:100vh}
header{display:flex;gap:1rem;align-items:center;padding:.7rem 1.2rem;background:var(--card);
border-bottom:1px solid var(--line)}
h1{font-size:1.05rem;margin:0}
header p{margin:0;color:var(--muted);flex:1}
button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:6px;
padding:.3rem .8rem;cursor:pointer}
button:hover{border-color:var(--muted)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main{display:grid;grid-template-columns:minmax(16rem,24rem) 1fr;min-height:0}
nav{border-right:1px solid var(--line);background:var(--card);overflow:auto}
nav ol{list-style:none;margin:0;padding:0}
nav a{display:block;padding:.7rem 1.2rem;border-bottom:1px solid var(--line);color:inherit;
text-decoration:none}
nav a:hover,nav a[aria-current]{background:var(--chosen)}
nav a[aria-current]{box-shadow:inset 3px 0 var(--accent)}
nav strong{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
nav span,nav time{color:var(--muted);font-size:.85rem;overflow-wrap:anywhere}
article{padding:1.2rem 1.6rem;overflow:auto;min-width:0}
article h2{margin:0 0 .6rem;font-size:1.3rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:0 0 1rem}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:8px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);
border-radius:8px;padding:1rem;font:13px/1.5 ui-monospace,monospace;margin:.5rem 0}
a{color:var(--accent)}
details{margin:.8rem 0}summary{cursor:pointer;color:var(--muted)}
.empty{color:var(--muted);text-align:center;padding:4rem 1rem}
@media(max-width:46rem){main{grid-template-columns:1fr}nav{border-right:0;max-height:40vh}}
`

/** Refreshes the list when a message arrives, without touching the message that is being read. */
export const PAGE_SCRIPT = `
const events = new EventSource('/api/events')
const refresh = async () => {
  // The style sheet is left out: its nonce is the new page's, which this one's policy refuses.
  const text = (await (await fetch('?content')).text()).replace(/<style[\\s\\S]*?<\\/style>/, '')
  const page = new DOMParser().parseFromString(text, 'text/html')
  for (const id of ['list', 'summary']) {
    document.getElementById(id).replaceWith(page.getElementById(id))
  }
  if (!document.querySelector('article h2')) {
    document.querySelector('article').replaceWith(page.querySelector('article'))
  }
}
events.addEventListener('change', refresh)
events.addEventListener('open', refresh)
`

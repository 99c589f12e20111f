import {html, raw} from 'hono/html'
import type {Mail} from './mailbox.ts'

type Html = ReturnType<typeof html>

/**
 * The page: list of messages, and one of them.
 *
 * @param nonce - allows the page's own style and script under its content security policy
 */
export function mailPage(mails: Mail[], chosen: Mail | undefined, nonce: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${chosen ? chosen.subject || '(no subject)' : 'Mail'} – local mail</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(PAGE_STYLE)}
        </style>
      </head>
      <body>
        ${mailContent(mails, chosen)}
        <script nonce="${nonce}" type="module">
          ${raw(PAGE_SCRIPT)}
        </script>
      </body>
    </html>`
}

/** The content of the page; also sent alone, to refresh an open page. */
export function mailContent(mails: Mail[], chosen: Mail | undefined): Html {
  return html`<header>
      <h1>Local mail</h1>
      <p id="summary">
        ${mails.length} ${mails.length === 1 ? 'message' : 'messages'}, none of them was sent on
      </p>
      <form method="post" action="/delete"><button>Delete all</button></form>
    </header>
    <main>
      <nav aria-label="Messages" id="list">
        ${
          mails.length > 0
            ? html`<ol>
                ${mails.map((mail) => listItem(mail, chosen?.id))}
              </ol>`
            : html`<p class="empty">No mail yet</p>`
        }
      </nav>
      ${
        chosen
          ? messageView(chosen)
          : html`<article>
              <p class="empty">Mail that the project sends arrives here, whoever it is for.</p>
            </article>`
      }
    </main>`
}

function linkedText(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"')\]]+)/)
    .map((part, index) =>
      index % 2 === 1
        ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`
        : html`${part}`,
    )
}

function listItem(mail: Mail, chosen: string | undefined): Html {
  return html`<li>
    <a href="/messages/${mail.id}" ${mail.id === chosen ? raw('aria-current="page"') : ''}>
      <strong>${mail.subject || '(no subject)'}</strong>
      <span>${mail.to.join(', ')}</span><br /><time datetime="${mail.receivedAt}"
        >${mail.receivedAt.replace('T', ' ').slice(0, 19)} UTC</time
      >
    </a>
  </li>`
}

function messageView(mail: Mail): Html {
  const text = html`<pre>${linkedText(mail.text)}</pre>`
  return html`<article aria-labelledby="subject">
    <h2 id="subject">${mail.subject || '(no subject)'}</h2>
    <dl>
      <dt>From</dt>
      <dd>${mail.from}</dd>
      <dt>To</dt>
      <dd>${mail.to.join(', ')}</dd>
      <dt>Received</dt>
      <dd>${mail.receivedAt}</dd>
      ${mail.attachments.map(
        ({name, type, bytes}) =>
          html`<dt>Attachment</dt>
            <dd>${name} (${type}, ${bytes} bytes)</dd>`,
      )}
    </dl>
    ${
      mail.html
        ? html`<iframe
              title="The message as its reader sees it"
              src="/messages/${mail.id}/html"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
            ></iframe>
            <details>
              <summary>Plain text part</summary>
              ${text}
            </details>`
        : text
    }
    <details>
      <summary>${mail.headers.length} headers</summary>
      <pre>${mail.headers.map(({name, value}) => `${name}: ${value}\n`).join('')}</pre>
    </details>
    <p><a href="/messages/${mail.id}/raw" target="_blank" rel="noopener">Message source</a></p>
  </article>`
}

/** Style of the mail page, in both colour schemes. */
const PAGE_STYLE = `
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

/** Refreshes the list when a message arrives, but not the open message. */
const PAGE_SCRIPT = `
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

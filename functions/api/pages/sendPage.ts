import {html, raw} from 'hono/html'
import type {ContentfulStatusCode} from 'hono/utils/http-status'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import type {ApiContext} from '../services.ts'
import {pageTexts} from './pageTexts.ts'

/** Markup whose values are escaped. */
export type Html = ReturnType<typeof html>

/** What a public page shows. */
export interface Page {
  title: string
  content: Html
  /** The page's site; `null` while it is not known. */
  site: Pick<ServerSite, 'title' | 'publicUrl' | 'locale'> | null
}

/** Stands for the nonce of the page's style until the page is sent. */
const NONCE = 'page-style-nonce'

/** Sends a public page under a content security policy that allows its own style and form only. */
export async function sendPage(
  context: ApiContext,
  page: Page,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const nonce = crypto.randomUUID()
  const markup = String(await renderPage(page))
  context.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; ` +
      `base-uri 'none'; frame-ancestors 'none'`,
  )
  return context.html(markup.replace(`nonce="${NONCE}"`, `nonce="${nonce}"`), status)
}

function webAddress(text: string | null | undefined): string | null {
  return text && /^https?:\/\//i.test(text) ? text : null
}

/** A public page: no script, nothing from elsewhere, no personal data. */
function renderPage({title, content, site}: Page): Html {
  const home = webAddress(site?.publicUrl)
  const name = site?.title ?? ''
  const {language, text} = pageTexts(site?.locale)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${name ? `${title} – ${name}` : title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${NONCE}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          ${name ? html`<p class="site">${name}</p>` : ''}
          <h1>${title}</h1>
          ${content}
          ${home ? html`<p class="quiet"><a href="${home}">${text('page.home', {name: name || home})}</a></p>` : ''}
        </main>
      </body>
    </html>`
}

/** Style of the public pages, in both colour schemes. */
const STYLE = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--fg:#1b1d23;--muted:#5a606c;--line:#e2e4e9;
--accent:#1f4fd8;--on-accent:#fff;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--bg:#0f1115;--card:#181b22;--fg:#eceef3;--muted:#a2a8b5;
--line:#2b2f39;--accent:#8fb0ff;--on-accent:#0d1430;--bad:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--bg);
color:var(--fg);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
main{width:100%;max-width:30rem;background:var(--card);border:1px solid var(--line);
border-radius:14px;padding:2.2rem 2rem}
.site{margin:0 0 1.2rem;color:var(--muted);font-size:.95rem;font-weight:600}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .7rem;text-wrap:balance}
p{margin:0 0 1rem}
form{margin:1.6rem 0 0}
button{width:100%;font:inherit;font-weight:600;padding:.8rem 1.2rem;border:0;border-radius:10px;
background:var(--accent);color:var(--on-accent);cursor:pointer}
button:hover{filter:brightness(1.08)}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
ul{padding-left:1.2rem;margin:0 0 1rem}
li strong{color:var(--bad)}
.quiet{color:var(--muted);font-size:.92rem;margin:1.4rem 0 0}
`

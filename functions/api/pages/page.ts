import {html, raw} from 'hono/html'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import {STYLE} from './style.ts'

/** Markup in which everything that was put in is escaped. */
export type Html = ReturnType<typeof html>

/** Stands for the nonce of the page's style until the page is sent. */
export const NONCE = 'page-style-nonce'

/** What a public page shows. */
export interface Page {
  title: string
  content: Html
  /** The site whose page it is, as far as it is known. */
  site: Pick<ServerSite, 'title' | 'publicUrl' | 'locale'> | null
}

function webAddress(text: string | null | undefined): string | null {
  return text && /^https?:\/\//i.test(text) ? text : null
}

/** A public page: no script, nothing from elsewhere, no personal data. */
export function renderPage({title, content, site}: Page): Html {
  const home = webAddress(site?.publicUrl)
  const name = site?.title ?? ''
  return html`<!doctype html>
    <html lang="en">
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
          ${home ? html`<p class="quiet"><a href="${home}">Go to ${name || home}</a></p>` : ''}
        </main>
      </body>
    </html>`
}

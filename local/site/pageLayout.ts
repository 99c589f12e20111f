import {html, raw} from 'hono/html'
import {BASE_STYLE} from './baseStyle.ts'
import type {Html} from './looks/siteLook.ts'

/** Where the other parts of the local stack answer; `null` for what is not running. */
export interface DemoLinks {
  /** The Studio, or the site's workspace in it. */
  studio: string | null
  mailPage: string
}

/** A page of the demo sites. */
export interface DemoPage {
  locale: string
  title: string
  /** Rules on top of the common style. */
  style: string
  links: DemoLinks
  body: Html
  /** Runs at the end of the page; trusted. */
  script?: string
}

/** The bar that says what this is, and where to watch what comes of it. */
function demoBar({studio, mailPage}: DemoLinks): Html {
  return html`<aside class="demo" lang="en" aria-label="Local demo">
    <div>
      <p>
        <strong>Local demo.</strong> An invented organisation; its two forms are real and post to
        this machine.
      </p>
      <nav aria-label="Local tools">
        ${studio === null ? '' : html`<a href="${studio}">Studio</a>`}
        <a href="${mailPage}">Mail</a>
        <a href="/">All sites</a>
      </nav>
    </div>
  </aside>`
}

/** A whole page, with nothing from elsewhere. The nonce is the one of its security policy. */
export function pageLayout({locale, title, style, links, body, script}: DemoPage, nonce: string) {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(BASE_STYLE)}
          ${raw(style)}
        </style>
      </head>
      <body>
        ${demoBar(links)} ${body}
        ${
          script === undefined
            ? ''
            : html`<script type="module" nonce="${nonce}">
                ${raw(script)}
              </script>`
        }
      </body>
    </html>`
}

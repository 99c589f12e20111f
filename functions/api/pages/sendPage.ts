import type {ContentfulStatusCode} from 'hono/utils/http-status'
import type {ApiContext} from '../services.ts'
import {NONCE, renderPage, type Page} from './page.ts'

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

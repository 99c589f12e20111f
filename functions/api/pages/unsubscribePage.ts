import {html} from 'hono/html'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import type {Page} from './page.ts'

/** Where a visitor stands with an unsubscribe link. */
export type UnsubscribeState = 'ready' | 'done' | 'already' | 'expired' | 'invalid'

const AGAIN = 'If your address is used to sign up again, we ask you to confirm that, and not often.'

/** The page behind an unsubscribe link. Following the link changes nothing: only the button acts. */
export function unsubscribePage(
  state: UnsubscribeState,
  token: string,
  site: ServerSite | null,
): Page {
  const sender = site?.title ?? 'us'
  switch (state) {
    case 'ready':
      return {
        title: 'Unsubscribe?',
        content: html`<p>You will get no more e-mail from ${sender}.</p>
          <p class="quiet">${AGAIN}</p>
          <form method="post" action="/api/newsletter/unsubscribe">
            <input type="hidden" name="token" value="${token}" />
            <button type="submit">Unsubscribe</button>
          </form>`,
        site,
      }
    case 'done':
      return {
        title: 'You are unsubscribed',
        content: html`<p>You will get no more e-mail from ${sender}.</p>
          <p class="quiet">${AGAIN}</p>`,
        site,
      }
    case 'already':
      return {
        title: 'Already unsubscribed',
        content: html`<p>You get no e-mail from ${sender}. There is nothing left to do.</p>`,
        site,
      }
    case 'expired':
      return {
        title: 'This link has expired',
        content: html`<p>Use the link in a newer e-mail from ${sender}.</p>`,
        site,
      }
    default:
      return {
        title: 'This link does not work',
        content: html`<p>It is not complete. Open it from the e-mail once more.</p>`,
        site,
      }
  }
}

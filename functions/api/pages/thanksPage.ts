import {html} from 'hono/html'
import type {FormKind} from '../../../core/documents/site.ts'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import type {Page} from './page.ts'

/** What a visitor sees after sending a form from a plain HTML page. */
export function thanksPage(kind: FormKind, doubleOptIn: boolean, site: ServerSite): Page {
  if (kind === 'lead') {
    return {
      title: 'Thank you',
      content: html`<p>We have your message and will get back to you.</p>`,
      site,
    }
  }
  return doubleOptIn
    ? {
        title: 'Almost there',
        content: html`<p>
          If the address can be subscribed, you will find an e-mail in your inbox in a minute. Press
          the button behind its link to confirm.
        </p>`,
        site,
      }
    : {title: 'Thank you', content: html`<p>You are on the list.</p>`, site}
}

import {html} from 'hono/html'
import type {ProblemEnvelope} from '../../../core/envelope/envelope.ts'
import type {Form} from '../../../core/intake/resolveForm.ts'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import type {Page} from './sendPage.ts'

/** What a visitor sees after sending a form from a plain HTML page. */
export function thanksPage({kind, doubleOptIn}: Form, site: ServerSite): Page {
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

const TITLES: Record<number, string> = {
  413: 'That was too much at once',
  422: 'Something is missing',
  429: 'A little slower, please',
  503: 'We could not save this just now',
}

/** An error, for people. */
export function problemPage(problem: ProblemEnvelope, site: ServerSite | null): Page {
  const {errors = [], httpStatus, title, detail} = problem
  const content =
    errors.length > 0
      ? html`<ul>
            ${errors.map(({field, reason}) => html`<li><strong>${field}</strong>: ${reason}</li>`)}
          </ul>
          <p>Go back, correct this and send the form again.</p>`
      : html`<p>${httpStatus === 503 ? 'Please go back and try again in a moment.' : detail}</p>`
  return {title: TITLES[httpStatus] ?? title, content, site}
}

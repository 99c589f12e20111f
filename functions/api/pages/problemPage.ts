import {html} from 'hono/html'
import type {ProblemEnvelope} from '../../../core/envelope/problem.ts'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import type {Page} from './page.ts'

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

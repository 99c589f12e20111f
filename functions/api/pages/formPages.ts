import {html} from 'hono/html'
import type {ProblemEnvelope} from '../../../core/envelope/envelope.ts'
import type {Form} from '../../../core/intake/resolveForm.ts'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import {isPageText, pageTexts} from './pageTexts.ts'
import type {Page} from './sendPage.ts'

/** What a visitor sees after sending a form from a plain HTML page. */
export function thanksPage({kind, doubleOptIn}: Form, site: ServerSite): Page {
  const {text} = pageTexts(site.locale)
  const what = kind === 'newsletter' && doubleOptIn ? 'confirm' : kind
  return {
    title: text(`thanks.${what}.title`),
    content: html`<p>${text(`thanks.${what}.text`)}</p>`,
    site,
  }
}

/** An error, for people. */
export function problemPage(problem: ProblemEnvelope, site: ServerSite | null): Page {
  const {errors = [], httpStatus, title, detail} = problem
  const {text} = pageTexts(site?.locale)
  const titleKey = `problem.${httpStatus}.title`
  const content =
    errors.length > 0
      ? html`<ul>
            ${errors.map(({field, reason}) => html`<li><strong>${field}</strong>: ${reason}</li>`)}
          </ul>
          <p>${text('problem.fields')}</p>`
      : html`<p>${httpStatus === 503 ? text('problem.503.text') : detail}</p>`
  return {title: isPageText(titleKey) ? text(titleKey) : title, content, site}
}

import {html} from 'hono/html'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import {pageTexts, type PageTexts} from './pageTexts.ts'
import type {Html, Page} from './sendPage.ts'

/** The state of a confirmation link. */
export type ConfirmState =
  | 'ready'
  | 'confirmed'
  | 'already-confirmed'
  | 'withdrawn'
  | 'lapsed'
  | 'ended'
  | 'superseded'
  | 'expired'
  | 'resent'
  | 'too-soon'
  | 'suppressed'
  | 'invalid'

function confirmButton(token: string, action: 'confirm' | 'resend', label: string): Html {
  return html`<form method="post" action="/api/newsletter/confirm">
    <input type="hidden" name="token" value="${token}" />
    <input type="hidden" name="action" value="${action}" />
    <button type="submit">${label}</button>
  </form>`
}

/** What stands under the text of a confirmation page. */
function confirmActions(state: ConfirmState, token: string, {text}: PageTexts): Html | '' {
  if (state === 'expired') return confirmButton(token, 'resend', text('confirm.expired.button'))
  if (state !== 'ready') return ''
  return html`${confirmButton(token, 'confirm', text('confirm.ready.button'))}
    <p class="quiet">${text('confirm.ready.note')}</p>`
}

/**
 * The page behind a confirmation link. Opening it changes nothing, since mail programs open links by
 * themselves: only the button acts.
 */
export function confirmPage(state: ConfirmState, token: string, site: ServerSite | null): Page {
  const texts = pageTexts(site?.locale)
  const {text} = texts
  const newsletter = site?.title
    ? text('newsletter.of-site', {site: site.title})
    : text('newsletter.unnamed')
  return {
    title: text(`confirm.${state}.title`),
    content: html`<p>${text(`confirm.${state}.text`, {newsletter})}</p>
      ${confirmActions(state, token, texts)}`,
    site,
  }
}

/** The state of an unsubscribe link. */
export type UnsubscribeState = 'ready' | 'done' | 'already' | 'expired' | 'invalid'

function unsubscribeButton(token: string, label: string): Html {
  return html`<form method="post" action="/api/newsletter/unsubscribe">
    <input type="hidden" name="token" value="${token}" />
    <button type="submit">${label}</button>
  </form>`
}

/** The page behind an unsubscribe link. Opening it changes nothing: only the button acts. */
export function unsubscribePage(
  state: UnsubscribeState,
  token: string,
  site: ServerSite | null,
): Page {
  const {text} = pageTexts(site?.locale)
  const sender = site?.title ?? text('sender.unnamed')
  const mayReturn = state === 'ready' || state === 'done'
  return {
    title: text(`unsubscribe.${state}.title`),
    content: html`<p>${text(`unsubscribe.${state}.text`, {sender})}</p>
      ${mayReturn ? html`<p class="quiet">${text('unsubscribe.again')}</p>` : ''}
      ${state === 'ready' ? unsubscribeButton(token, text('unsubscribe.ready.button')) : ''}`,
    site,
  }
}

import {html} from 'hono/html'
import type {ServerSite} from '../../shared/siteRegistry.ts'
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

function button(token: string, action: 'confirm' | 'resend', label: string): Html {
  return html`<form method="post" action="/api/newsletter/confirm">
    <input type="hidden" name="token" value="${token}" />
    <input type="hidden" name="action" value="${action}" />
    <button type="submit">${label}</button>
  </form>`
}

/**
 * The page behind a confirmation link. Opening it changes nothing, since mail programs open links by
 * themselves: only the button acts.
 */
export function confirmPage(state: ConfirmState, token: string, site: ServerSite | null): Page {
  const newsletter = site?.title ? `the newsletter of ${site.title}` : 'the newsletter'
  const page = (title: string, content: Html): Page => ({title, content, site})
  switch (state) {
    case 'ready':
      return page(
        'Confirm your subscription',
        html`<p>One press and you will get ${newsletter}. You can unsubscribe at any time.</p>
          ${button(token, 'confirm', 'Yes, subscribe me')}
          <p class="quiet">You did not ask for it? Close this page and nothing happens.</p>`,
      )
    case 'confirmed':
      return page(
        'You are subscribed',
        html`<p>Thank you. You will get ${newsletter} from now on.</p>`,
      )
    case 'already-confirmed':
      return page(
        'Already confirmed',
        html`<p>You get ${newsletter}. There is nothing left to do.</p>`,
      )
    case 'withdrawn':
      return page(
        'You have unsubscribed',
        html`<p>
          You unsubscribed after this e-mail was sent, so its link no longer works. To get
          ${newsletter} again, sign up once more.
        </p>`,
      )
    case 'lapsed':
      return page(
        'This link has expired',
        html`<p>It was not used for a month. To get ${newsletter}, sign up once more.</p>`,
      )
    case 'ended':
      return page(
        'This link no longer works',
        html`<p>Your sign-up was ended. To get ${newsletter}, sign up once more.</p>`,
      )
    case 'superseded':
      return page(
        'There is a newer e-mail',
        html`<p>We have sent you another e-mail since. Please use the link in the newest one.</p>`,
      )
    case 'expired':
      return page(
        'This link has expired',
        html`<p>Links to confirm work for seven days. We can send you a new one.</p>
          ${button(token, 'resend', 'Send me a new e-mail')}`,
      )
    case 'resent':
      return page(
        'On its way',
        html`<p>Look into your inbox: a new e-mail arrives in a minute.</p>`,
      )
    case 'too-soon':
      return page(
        'We have just sent one',
        html`<p>
          Look into your inbox and your spam folder. If nothing arrives, try again later.
        </p>`,
      )
    case 'suppressed':
      return page(
        'This address cannot be subscribed',
        html`<p>We no longer send e-mail to this address. Please contact us to change that.</p>`,
      )
    default:
      return page(
        'This link does not work',
        html`<p>It is not complete, or it has been used up. Open it from the e-mail once more.</p>`,
      )
  }
}

/** The state of an unsubscribe link. */
export type UnsubscribeState = 'ready' | 'done' | 'already' | 'expired' | 'invalid'

const AGAIN = 'If your address is used to sign up again, we ask you to confirm that, and not often.'

/** The page behind an unsubscribe link. Opening it changes nothing: only the button acts. */
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

import {html} from 'hono/html'
import {SIGN_IN_STYLE} from './signInStyle.ts'

/** One heading of the sign-in page with the users under it. */
export interface UserGroup {
  title: string
  note: string
  users: {id: string; name: string; role: string}[]
}

/** What the sign-in page shows. */
export interface SignInPageContent {
  groups: readonly UserGroup[]
  /** Where the browser goes afterwards; `null` when the page was opened by hand. */
  origin: string | null
  /** The user whom this browser is already signed in as. */
  current: string | null
  /** Unlocks the page's own style sheet under its content security policy. */
  nonce: string
}

type Markup = ReturnType<typeof html>

function group({title, note, users}: UserGroup, index: number): Markup {
  return html`<section aria-labelledby="group-${index}">
    <h2 id="group-${index}">${title}</h2>
    <p class="note">${note}</p>
    <ul>
      ${users.map(
        ({id, name, role}) =>
          html`<li>
            <button type="submit" name="user" value="${id}">
              <span class="name">${name}</span><span class="role">${role}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`
}

function origin(value: string | null): Markup {
  if (value === null) {
    return html`<p class="note">
      This page was opened by itself: choosing a user signs this browser in to the lake only. Open
      the Studio to sign in there.
    </p>`
  }
  return html`<p class="note">You go back to <strong>${value}</strong>.</p>
    <input type="hidden" name="origin" value="${value}" />`
}

/** The sign-in page as one HTML document that loads nothing else. */
export function signInPage({groups, origin: back, current, nonce}: SignInPageContent): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Sign in to local data</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${SIGN_IN_STYLE}
        </style>
      </head>
      <body>
        <main>
          <p class="mark">Local data</p>
          <h1>Who do you want to be?</h1>
          <p>
            These users exist on this machine only. There is no password, and nothing you do here
            reaches Sanity’s hosted service.
          </p>
          ${current === null ? '' : html`<p role="status">Signed in as <strong>${current}</strong>.</p>`}
          <form method="post" action="/sign-in">
            ${origin(back)}
            ${
              groups.length === 0
                ? html`<p role="status">No users exist yet: load the demo data first.</p>`
                : groups.map(group)
            }
          </form>
        </main>
      </body>
    </html>`
}

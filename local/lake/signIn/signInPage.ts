import {html, raw} from 'hono/html'

/** One heading of the sign-in page with the users under it. */
export interface UserGroup {
  title: string
  note: string
  users: {id: string; name: string; role: string}[]
}

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

/** Style of the sign-in page, light and dark by the system's preference; contrast at least 4.5:1. */
const SIGN_IN_STYLE = raw(`
:root {
  --paper: #f6f6f8; --card: #ffffff; --ink: #13141b; --quiet: #515567;
  --line: #d5d7e0; --accent: #4043e7; --mark-paper: #fbf2d5; --mark-ink: #5c4813;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d0e12; --card: #1b1d27; --ink: #f2f2f5; --quiet: #a9adbf;
    --line: #343848; --accent: #a5aaff; --mark-paper: #3b3011; --mark-ink: #f2dc9b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Inter, system-ui, -apple-system, 'Segoe UI', sans-serif;
}
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
.mark {
  display: inline-block; margin: 0; padding: 0.1rem 0.6rem; border-radius: 1rem;
  background: var(--mark-paper); color: var(--mark-ink); font-size: 0.8125rem; font-weight: 600;
}
h1 { margin: 0.5rem 0 0.25rem; font-size: 1.625rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.0625rem; }
p { margin: 0.25rem 0 0.75rem; }
.note { color: var(--quiet); font-size: 0.875rem; overflow-wrap: anywhere; }
section { margin-top: 1.75rem; }
ul {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
  gap: 0.5rem; margin: 0; padding: 0; list-style: none;
}
button {
  display: flex; flex-direction: column; gap: 0.125rem; width: 100%; padding: 0.75rem 0.875rem;
  border: 1px solid var(--line); border-radius: 0.375rem; background: var(--card);
  color: var(--ink); font: inherit; text-align: left; cursor: pointer;
}
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.name { font-weight: 600; }
.role { color: var(--quiet); font-size: 0.875rem; }
`)

import {html, raw} from 'hono/html'
import type {Mail} from './parseMessage.ts'
import {PAGE_SCRIPT, PAGE_STYLE} from './pageStyle.ts'

type Html = ReturnType<typeof html>

function linkedText(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"')\]]+)/)
    .map((part, index) =>
      index % 2 === 1
        ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`
        : html`${part}`,
    )
}

function listItem(mail: Mail, chosen: string | undefined): Html {
  return html`<li>
    <a href="/messages/${mail.id}" ${mail.id === chosen ? raw('aria-current="page"') : ''}>
      <strong>${mail.subject || '(no subject)'}</strong>
      <span>${mail.to.join(', ')}</span><br /><time datetime="${mail.receivedAt}"
        >${mail.receivedAt.replace('T', ' ').slice(0, 19)} UTC</time
      >
    </a>
  </li>`
}

function messageView(mail: Mail): Html {
  const text = html`<pre>${linkedText(mail.text)}</pre>`
  return html`<article aria-labelledby="subject">
    <h2 id="subject">${mail.subject || '(no subject)'}</h2>
    <dl>
      <dt>From</dt>
      <dd>${mail.from}</dd>
      <dt>To</dt>
      <dd>${mail.to.join(', ')}</dd>
      <dt>Received</dt>
      <dd>${mail.receivedAt}</dd>
      ${mail.attachments.map(
        ({name, type, bytes}) =>
          html`<dt>Attachment</dt>
            <dd>${name} (${type}, ${bytes} bytes)</dd>`,
      )}
    </dl>
    ${
      mail.html
        ? html`<iframe
              title="The message as its reader sees it"
              src="/messages/${mail.id}/html"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
            ></iframe>
            <details>
              <summary>Plain text part</summary>
              ${text}
            </details>`
        : text
    }
    <details>
      <summary>${mail.headers.length} headers</summary>
      <pre>${mail.headers.map(({name, value}) => `${name}: ${value}\n`).join('')}</pre>
    </details>
    <p><a href="/messages/${mail.id}/raw" target="_blank" rel="noopener">Message source</a></p>
  </article>`
}

/** What the page shows of the mailbox; also sent alone, to refresh a page that is open. */
export function mailContent(mails: Mail[], chosen: Mail | undefined): Html {
  return html`<header>
      <h1>Local mail</h1>
      <p id="summary">
        ${mails.length} ${mails.length === 1 ? 'message' : 'messages'}, none of them was sent on
      </p>
      <form method="post" action="/delete"><button>Delete all</button></form>
    </header>
    <main>
      <nav aria-label="Messages" id="list">
        ${
          mails.length > 0
            ? html`<ol>
                ${mails.map((mail) => listItem(mail, chosen?.id))}
              </ol>`
            : html`<p class="empty">No mail yet</p>`
        }
      </nav>
      ${
        chosen
          ? messageView(chosen)
          : html`<article>
              <p class="empty">Mail that the project sends arrives here, whoever it is for.</p>
            </article>`
      }
    </main>`
}

/**
 * The page: list of messages, and one of them.
 *
 * @param nonce - allows the page's own style and script under its content security policy
 */
export function mailPage(mails: Mail[], chosen: Mail | undefined, nonce: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${chosen ? chosen.subject || '(no subject)' : 'Mail'} – local mail</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(PAGE_STYLE)}
        </style>
      </head>
      <body>
        ${mailContent(mails, chosen)}
        <script nonce="${nonce}" type="module">
          ${raw(PAGE_SCRIPT)}
        </script>
      </body>
    </html>`
}

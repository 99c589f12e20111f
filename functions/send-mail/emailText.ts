import {IMPORT_LABEL_TITLES, type RowLabel} from '../../core/imports/importLabels.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'

/** Subject and both bodies of a mail. */
export interface EmailText {
  subject: string
  text: string
  html: string
}

/** Escapes text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function layout(title: string, content: string, footer: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
body{margin:0;padding:24px;background:#f4f5f7;color:#1b1d23;font:16px/1.55 system-ui,sans-serif}
.card{max-width:520px;margin:0 auto;background:#fff;border-radius:12px;padding:32px}
h1{font-size:22px;line-height:1.3;margin:0 0 12px}
.button{display:inline-block;padding:12px 22px;border-radius:8px;background:#1f4fd8;color:#fff;
font-weight:600;text-decoration:none}
.quiet{max-width:520px;margin:16px auto 0;padding:0 32px;color:#5a606c;font-size:13px}
.quiet a{color:inherit}
@media(prefers-color-scheme:dark){body{background:#0f1115;color:#eceef3}.card{background:#181b22}
.quiet{color:#a2a8b5}}
</style>
</head>
<body>
<div class="card">
${content}
</div>
<div class="quiet">${footer}</div>
</body>
</html>`
}

/**
 * The mail that asks to confirm a newsletter sign-up. It says nothing about the person, since its reader
 * may not be the one who filled in the form.
 *
 * @param confirmUrl - the page with the button
 */
export function confirmationEmail(
  site: Pick<ServerSite, 'title'>,
  confirmUrl: string,
  unsubscribeUrl: string,
): EmailText {
  const name = site.title?.trim()
  const newsletter = name ? `the newsletter of ${name}` : 'our newsletter'
  const subject = `Please confirm the sign-up for ${newsletter}`
  const text = `Somebody, hopefully you, signed up for ${newsletter} with this address.

To confirm, open this page and press the button:
${confirmUrl}

The link works for seven days. If it was not you, do nothing: without your confirmation you get no
newsletter.

If it was not you and you want no e-mail from us, open this page: ${unsubscribeUrl}
`
  const html = layout(
    subject,
    `<h1>One more step</h1>
<p>Somebody, hopefully you, signed up for ${escapeHtml(newsletter)} with this address.</p>
<p><a class="button" href="${escapeHtml(confirmUrl)}">Confirm my subscription</a></p>
<p>The link works for seven days. If it was not you, do nothing: without your confirmation you get no
newsletter.</p>`,
    `If it was not you and you want no e-mail from us, <a href="${escapeHtml(unsubscribeUrl)}">tell us</a>.`,
  )
  return {subject, text, html}
}

/**
 * A mail that a person wrote in the Studio, as text and as HTML with the same words.
 *
 * @param content - the result of `emailContent`
 */
export function oneOffEmail(
  {subject, body}: {subject: string; body: string},
  unsubscribeUrl: string,
): EmailText {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
  return {
    subject,
    text: `${body}\n\nUnsubscribe: ${unsubscribeUrl}\n`,
    html: layout(
      subject,
      paragraphs.join('\n'),
      `<a href="${escapeHtml(unsubscribeUrl)}">Unsubscribe</a>`,
    ),
  }
}

/**
 * The mail that says that an export is ready. It has no rows, and no link that works without signing in.
 *
 * @param url - address of the export in the Studio; `null` where it is not known
 */
export function exportNotice(
  site: Pick<ServerSite, 'title' | 'timeZone'>,
  {count, expiresAt, url}: {count: number; expiresAt: string; url: string | null},
): EmailText {
  const name = site.title?.trim()
  const subject = name
    ? `Your export of leads of ${name} is ready`
    : 'Your export of leads is ready'
  const until = new Date(expiresAt).toUTCString()
  const leads = count === 1 ? '1 lead' : `${count.toLocaleString('en')} leads`
  const what = `The export of ${leads} that you asked for is ready. You can download it until ${until}.`
  const where =
    url === null ? 'To download it, open “Exports” in the Leads tool of the Studio.' : ''
  const quiet = 'You get this mail because you asked for an export in the Studio.'
  return {
    subject,
    text: `${what}\n\n${url === null ? where : `Download it in the Studio:\n${url}`}\n\n${quiet}\n`,
    html: layout(
      subject,
      `<h1>${escapeHtml(subject)}</h1>
<p>${escapeHtml(what)}</p>
<p>${url === null ? escapeHtml(where) : `<a class="button" href="${escapeHtml(url)}">Download in the Studio</a>`}</p>`,
      escapeHtml(quiet),
    ),
  }
}

/**
 * The mail that says how an import ended: numbers, and no row.
 *
 * @param url - address of the import in the Studio; `null` where it is not known
 */
export function importNotice(
  site: Pick<ServerSite, 'title'>,
  {
    title,
    counts,
    url,
  }: {
    title: string
    counts: readonly {label: RowLabel; count: number}[]
    url: string | null
  },
): EmailText {
  const name = site.title?.trim()
  const subject = name
    ? `Your import of leads of ${name} has ended`
    : 'Your import of leads has ended'
  const lines = counts
    .filter(({count}) => count > 0)
    .map(({label, count}) => `${IMPORT_LABEL_TITLES[label]}: ${count.toLocaleString('en')}`)
  const where =
    url === null ? 'To see each row, open “Imports” in the Lists tool of the Studio.' : ''
  const quiet = 'You get this mail because you asked for it when you started the import.'
  return {
    subject,
    text: `${title}\n\n${lines.join('\n')}\n\n${url === null ? where : `See each row in the Studio:\n${url}`}\n\n${quiet}\n`,
    html: layout(
      subject,
      `<h1>${escapeHtml(subject)}</h1>
<p>${escapeHtml(title)}</p>
<p>${lines.map(escapeHtml).join('<br>')}</p>
<p>${url === null ? escapeHtml(where) : `<a class="button" href="${escapeHtml(url)}">See each row in the Studio</a>`}</p>`,
      escapeHtml(quiet),
    ),
  }
}

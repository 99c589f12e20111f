import {expect, test} from 'vitest'
import {confirmationEmail, escapeHtml, oneOffEmail} from './emailText.ts'

const CONFIRM = 'https://api.example/confirm?token=a.b'
const UNSUBSCRIBE = 'https://api.example/unsubscribe?token=c.d'

test('the confirmation has both links in both bodies, and escapes the site’s name', () => {
  const {subject, text, html} = confirmationEmail({title: 'Fish & <Chips>'}, CONFIRM, UNSUBSCRIBE)
  expect(subject).toBe('Please confirm the sign-up for the newsletter of Fish & <Chips>')
  for (const body of [text, html]) {
    expect(body).toContain(CONFIRM)
    expect(body).toContain(UNSUBSCRIBE)
  }
  expect(html).toContain('Fish &amp; &lt;Chips&gt;')
  expect(html).not.toMatch(/<script|src=/)
})

test('a personal mail keeps its paragraphs and contains no markup', () => {
  const {text, html} = oneOffEmail({subject: 'Hi', body: 'One\ntwo\n\n<b>three</b>'}, UNSUBSCRIBE)
  expect(text).toContain('<b>three</b>')
  expect(html).toContain('<p>One<br>two</p>\n<p>&lt;b&gt;three&lt;/b&gt;</p>')
})

test('escapes HTML', () => {
  expect(escapeHtml(`<a href="x" id='y'>&`)).toBe(
    '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;',
  )
})

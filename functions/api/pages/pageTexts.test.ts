import {expect, test} from 'vitest'
import {confirmPage, unsubscribePage} from './linkPages.ts'
import {pageTexts} from './pageTexts.ts'

test('a site without texts in its language gets English ones', () => {
  for (const locale of ['en-GB', 'de-DE', '', null, undefined, 'toString']) {
    expect(pageTexts(locale).language).toBe('en')
  }
})

test('values are filled in as text, and escaped in the page', async () => {
  const site = {key: 'acme', title: '<b>Acme</b>'}
  const page = confirmPage('ready', 'token"', site)
  expect(page.title).toBe('Confirm your subscription')
  const markup = String(await page.content)
  expect(markup).toContain('the newsletter of &lt;b&gt;Acme&lt;/b&gt;')
  expect(markup).toContain('value="token&quot;"')
})

test('only a page that asks has a button', async () => {
  const markup = async (content: ReturnType<typeof confirmPage>['content']) => String(await content)
  expect(await markup(confirmPage('expired', 't', null).content)).toContain('value="resend"')
  expect(await markup(confirmPage('confirmed', 't', null).content)).not.toContain('<button')
  expect(await markup(unsubscribePage('ready', 't', null).content)).toContain('<button')
  const done = await markup(unsubscribePage('done', 't', null).content)
  expect(done).toContain('from us')
  expect(done).not.toContain('<button')
})

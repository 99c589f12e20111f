import {administerConsent} from '../../core/changes/administerConsent.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../core/documents/people.ts'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'

describe.each(MODES)('in $mode mode', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
    await stack.startRunner()
  })
  afterAll(() => stack.stop())

  function post(
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(stack.api.url + path, {
      method: 'POST',
      headers: {'content-type': 'application/json', ...headers},
      body: JSON.stringify(body),
    })
  }

  async function signUp(email: string, more: object = {}): Promise<string> {
    const response = await post('/api/newsletter', {
      email,
      consent: true,
      site: 'artameta',
      ...more,
    })
    expect(response.status).toBe(202)
    await stack.settled()
    const {data} = await response.json()
    return data.submissionId
  }

  /** Path and query of the links in the newest mail to an address. */
  async function newestLinks(
    to: string,
  ): Promise<{confirm: string; unsubscribe: string; id: string}> {
    const {messages} = await (await fetch(`${stack.mail.url}/api/messages?to=${to}`)).json()
    const message = await (await fetch(`${stack.mail.url}/api/messages/${messages[0].id}`)).json()
    const path = (part: string): string =>
      message.links.find((link: string) => link.includes(part))?.replace('http://api.test', '') ??
      ''
    return {confirm: path('/confirm?'), unsubscribe: path('/unsubscribe?'), id: messages[0].id}
  }

  async function one(type: string, email: string): Promise<Record<string, unknown> | null> {
    await stack.settled()
    return stack.client.fetch(
      `*[_type == $type && email == $email][0]`,
      {type, email},
      {tag: 'leads.test.one'},
    )
  }

  function page(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(stack.api.url + path, {...init, headers: {accept: 'text/html'}})
  }

  test('a newsletter sign-up is confirmed by the button behind the link of its mail', async () => {
    const id = await signUp('Ada@Example.com', {page: 'https://artameta.example/?utm_source=fair'})
    expect(await stack.client.getDocument(id)).toMatchObject({
      outcome: 'processed',
      email: 'Ada@Example.com',
      consent: {textId: 'newsletter', textVersion: 1, purpose: 'newsletter'},
    })
    expect(await one('newsletterSubscriber', 'ada@example.com')).toMatchObject({status: 'pending'})

    const {confirm, id: mailId} = await newestLinks('ada@example.com')
    const mail = await (await fetch(`${stack.mail.url}/api/messages/${mailId}`)).json()
    const header = (wanted: string): string =>
      mail.headers.find(({name}: {name: string}) => name === wanted)?.value ?? ''
    expect(header('List-Unsubscribe')).toContain('/api/newsletter/unsubscribe?token=')
    expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(confirm).not.toContain('ada')

    const look = await page(confirm)
    expect(look.status).toBe(200)
    const markup = await look.text()
    expect(markup).toContain('The artameta company')
    expect(markup).not.toContain('example.com')
    expect(look.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await one('newsletterSubscriber', 'ada@example.com')).toMatchObject({status: 'pending'})

    const token = new URL(confirm, 'http://api.test').searchParams.get('token') ?? ''
    const press = (): Promise<Response> =>
      page('/api/newsletter/confirm', {
        method: 'POST',
        body: new URLSearchParams({token, action: 'confirm'}),
      })
    expect(await (await press()).text()).toContain('You are subscribed')
    const subscriber = await one('newsletterSubscriber', 'ada@example.com')
    expect(subscriber).toMatchObject({
      status: 'subscribed',
      consentHistory: [{event: 'requested'}, {event: 'confirmed', method: 'double-opt-in'}],
    })
    expect(await one('lead', 'ada@example.com')).toMatchObject({subscription: 'subscribed'})
    expect(await (await press()).text()).toContain('Already confirmed')
    expect(await (await page(confirm)).text()).toContain('Already confirmed')
    expect(await one('newsletterSubscriber', 'ada@example.com')).toEqual(subscriber)
  })

  test('unsubscribing works by the button and by one click, and a new sign-up does not undo it', async () => {
    await signUp('grace@example.com')
    const {unsubscribe, confirm} = await newestLinks('grace@example.com')
    expect(await (await page(unsubscribe)).text()).toContain('Unsubscribe?')
    const oneClick = await fetch(stack.api.url + unsubscribe, {
      method: 'POST',
      body: new URLSearchParams({'List-Unsubscribe': 'One-Click'}),
    })
    expect(oneClick.status).toBe(200)
    expect(await one('newsletterSubscriber', 'grace@example.com')).toMatchObject({
      status: 'unsubscribed',
      consentHistory: [{event: 'requested'}, {event: 'withdrawn', method: 'one-click'}],
    })
    expect(await (await page(unsubscribe)).text()).toContain('Already unsubscribed')
    const stale = await page(confirm)
    expect(stale.status).toBe(410)
    expect(await stale.text()).toContain('You have unsubscribed')

    await signUp('grace@example.com')
    expect(await one('newsletterSubscriber', 'grace@example.com')).toMatchObject({
      status: 'pending',
    })
    expect(await one('lead', 'grace@example.com')).not.toMatchObject({subscription: 'subscribed'})
  })

  test('a suppressed person gets no mail and cannot sign up; lifting lets them sign up and confirm', async () => {
    const email = 'ida@example.com'
    await signUp(email)
    const {confirm} = await newestLinks(email)
    const mails = () =>
      stack.mail.mailbox.list().filter(({envelope}) => envelope.to.includes(email)).length
    const decide = async (action: 'suppress' | 'lift') => {
      const subscriber: SubscriberRecord | null = await one('newsletterSubscriber', email).then(
        (found) => found && {...found, _id: String(found['_id'])},
      )
      const leadId = (subscriber?._id ?? '').replace('.subscriber.', '.lead.')
      const [lead, suppression] = await stack.client.getDocuments<LeadRecord | SuppressionRecord>([
        leadId,
        leadId.replace('.lead.', '.suppression.'),
      ])
      if (!lead) throw new Error('There is no lead.')
      const decision = administerConsent({
        site: 'artameta',
        action,
        lead,
        subscriber,
        suppression: suppression ?? null,
        reason: 'By letter.',
        now: new Date().toISOString(),
        actor: {kind: 'user', id: 'admin'},
      })
      await stack.client.mutate(decision.ok ? decision.mutations : [], {tag: 'leads.test.decide'})
    }
    await decide('suppress')
    expect(await (await page(confirm)).text()).toContain('This address cannot be subscribed')
    await signUp(email)
    expect(mails()).toBe(1)
    expect(await one('lead', email)).toMatchObject({subscription: 'suppressed'})

    await decide('lift')
    expect(await (await page(confirm)).text()).toContain('This link no longer works')
    await signUp(email)
    expect(mails()).toBe(2)
    const again = await newestLinks(email)
    await fetch(stack.api.url + again.confirm, {method: 'POST'})
    expect(await one('lead', email)).toMatchObject({subscription: 'subscribed'})
  })

  test('sending a form twice makes one lead, one subscriber and one mail', async () => {
    await signUp('joan@example.com')
    await signUp(' JOAN@example.com ')
    const {messages} = await (
      await fetch(`${stack.mail.url}/api/messages?to=joan@example.com`)
    ).json()
    expect(messages).toHaveLength(1)
    const counts = await stack.client.fetch(
      `{
      "leads": count(*[_type == "lead" && email == $email]),
      "subscribers": count(*[_type == "newsletterSubscriber" && email == $email]),
      "submissions": count(*[_type == "leadSubmission" && lower(email) == $email])
    }`,
      {email: 'joan@example.com'},
      {tag: 'leads.test.counts'},
    )
    expect(counts).toEqual({leads: 1, subscribers: 1, submissions: 2})
  })

  test('an expired link offers a new mail, whose link works', async () => {
    await signUp('mary@example.com')
    const {confirm, id} = await newestLinks('mary@example.com')
    const token = new URL(confirm, 'http://api.test').searchParams.get('token') ?? ''
    const later = await stack.startApi({}, () => new Date(Date.now() + 8 * 24 * 3_600_000))
    const subscriber = await one('newsletterSubscriber', 'mary@example.com')
    const expired = await fetch(later.url + confirm, {headers: {accept: 'text/html'}})
    expect(expired.status).toBe(410)
    expect(await expired.text()).toContain('Send me a new e-mail')
    const press = (action: string): Promise<Response> =>
      fetch(`${later.url}/api/newsletter/confirm`, {
        method: 'POST',
        headers: {accept: 'text/html'},
        body: new URLSearchParams({token, action}),
      })
    expect((await press('confirm')).status).toBe(410)
    expect(await one('newsletterSubscriber', 'mary@example.com')).toEqual(subscriber)
    expect(await (await press('resend')).text()).toContain('We are sending a new e-mail')
    expect(await (await press('resend')).text()).toContain('We have just sent you an e-mail')
    await stack.settled()
    const renewed = await newestLinks('mary@example.com')
    expect(renewed.id).not.toBe(id)
    const confirmed = await fetch(stack.api.url + renewed.confirm, {method: 'POST'})
    expect((await confirmed.json()).data).toEqual({state: 'confirmed'})
  })

  test('links that were tampered with do nothing', async () => {
    await signUp('edith@example.com')
    const {confirm} = await newestLinks('edith@example.com')
    for (const path of [
      `${confirm}x`,
      '/api/newsletter/confirm?token=a.b',
      '/api/newsletter/confirm',
    ]) {
      const response = await page(path, {method: 'POST'})
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('This link does not work')
    }
    expect(await one('newsletterSubscriber', 'edith@example.com')).toMatchObject({
      status: 'pending',
    })
  })

  test('spam is answered like success, kept with its verdict, and not processed', async () => {
    const body = {email: 'bot@example.com', name: 'Bot', message: 'hi', site: 'artameta'}
    const spam = await post('/api/leads', {...body, website_url_confirm: 'https://spam.example'})
    const ham = await post('/api/leads', {...body, email: 'ham@example.com'})
    expect(spam.status).toBe(ham.status)
    const [spamAnswer, hamAnswer] = [await spam.json(), await ham.json()]
    expect(Object.keys(spamAnswer)).toEqual(Object.keys(hamAnswer))
    await stack.settled()
    const stored = await stack.client.getDocument(spamAnswer.data.submissionId)
    expect(stored).toMatchObject({spam: {verdict: 'spam', reasons: ['honeypot', 'token-absent']}})
    expect(stored?.['processedAt']).toBeUndefined()
    expect(await one('lead', 'bot@example.com')).toBeNull()
    expect(await one('lead', 'ham@example.com')).toMatchObject({name: 'Bot', status: 'new'})
  })

  test('the log contains no personal data', () => {
    expect(stack.log.join('\n')).not.toContain('@example.com')
  })
})

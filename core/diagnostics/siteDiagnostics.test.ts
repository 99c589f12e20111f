import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {SiteRecord} from '../documents/site.ts'
import {capabilities, CAPABILITY_IDS} from './capabilities.ts'
import {CHECK_IDS, type CheckId} from './check.ts'
import type {SiteFacts} from './siteFacts.ts'
import {nextActions} from './nextActions.ts'
import {siteDiagnostics} from './siteDiagnostics.ts'

const SITE: SiteRecord = {
  key: 'acme',
  status: 'active',
  hosts: ['acme.example'],
  allowedOrigins: ['https://acme.example'],
  planLimit: 100,
  leadStatuses: [{value: 'new', title: 'New', stage: 'open', tone: 'default', isDefault: true}],
  consentTexts: [
    {
      id: 'news',
      version: 1,
      purpose: 'newsletter',
      locale: 'en',
      text: 'Yes',
      validFrom: '2026-01-01T00:00:00Z',
    },
  ],
  forms: [
    {id: 'newsletter', kind: 'newsletter', title: 'News', consentTextId: 'news'},
    {id: 'contact', kind: 'lead', title: 'Contact'},
  ],
  mail: {fromName: 'Acme', fromAddress: 'hello@acme.test', smtpUrlEnv: 'LEADS_SMTP_URL'},
  shopify: {storeDomain: 'acme.myshopify.com', accessTokenEnv: 'TOKEN', apiVersion: '2026-10'},
}

const RECORDS = {
  leads: 10,
  stuckSubmissions: 0,
  failedSubmissions: 0,
  sentMails: 3,
  failedMails: 0,
  stuckMails: 0,
}

const HEALTHY: SiteFacts = {
  site: SITE,
  now: '2026-11-20T12:00:00Z',
  administrator: false,
  isolation: {state: 'answered', answer: {status: 'isolated', reached: []}},
  endpoints: {state: 'answered', answer: {status: 'ok', missing: []}},
  records: {state: 'answered', answer: RECORDS},
}

const facts = (changes: Partial<SiteFacts>): SiteFacts => ({...HEALTHY, ...changes})
const withSite = (changes: Partial<SiteRecord>) => facts({site: {...SITE, ...changes}})
const withRecords = (changes: Partial<typeof RECORDS>) =>
  facts({records: {state: 'answered', answer: {...RECORDS, ...changes}}})

function verdict(of: SiteFacts, id: CheckId): string {
  const check = siteDiagnostics(of).find((each) => each.id === id)
  return `${check?.state} ${check?.reason}`
}

function capability(of: SiteFacts, id: (typeof CAPABILITY_IDS)[number]) {
  return capabilities(siteDiagnostics(of)).find((each) => each.id === id)
}

describe('diagnostics of a site', () => {
  it('report nothing on a site without problems', () => {
    const checks = siteDiagnostics(HEALTHY)
    expect(checks.map((check) => check.id)).toEqual(CHECK_IDS)
    expect(checks.filter((check) => check.state !== 'ok').map((check) => check.id)).toEqual([
      'shopify',
    ])
    expect(nextActions(checks)).toEqual([])
  })

  it.each<[string, SiteFacts, CheckId, string]>([
    ['a paused site', withSite({status: 'paused'}), 'siteStatus', 'degraded paused'],
    ['no forms', withSite({forms: []}), 'forms', 'missing none'],
    ['no origins', withSite({allowedOrigins: null}), 'allowedOrigins', 'missing none'],
    [
      'a host that may not post',
      withSite({hosts: ['acme.example', 'shop.acme.example']}),
      'allowedOrigins',
      'degraded hosts-left-out',
    ],
    [
      'a form without text',
      withSite({consentTexts: []}),
      'consentTexts',
      'missing form-without-text',
    ],
    ['no sender', withSite({mail: null}), 'mailSender', 'missing no-sender'],
    ['no statuses', withSite({leadStatuses: []}), 'leadStatuses', 'missing none'],
    ['no store', withSite({shopify: null}), 'shopify', 'unknown no-store'],
    ['a plan that is exceeded', withRecords({leads: 101}), 'plan', 'degraded over'],
    ['a full plan', withRecords({leads: 100}), 'plan', 'degraded full'],
    ['a nearly full plan', withRecords({leads: 90}), 'plan', 'degraded nearly-full'],
    ['stuck submissions', withRecords({stuckSubmissions: 2}), 'processing', 'degraded stuck'],
    ['failed mails', withRecords({failedMails: 1}), 'mailDelivery', 'degraded failed'],
    ['no mail yet', withRecords({sentMails: 0}), 'mailDelivery', 'unknown nothing-sent'],
    ['a silent store', facts({records: {state: 'failed'}}), 'store', 'degraded silent'],
    ['a store that refuses', facts({records: {state: 'denied'}}), 'store', 'missing denied'],
    ['no address', facts({endpoints: {state: 'unconfigured'}}), 'endpoints', 'unknown no-address'],
    ['dead endpoints', facts({endpoints: {state: 'failed'}}), 'endpoints', 'degraded unreachable'],
  ])('report %s', (_case, of, id, expected) => {
    expect(verdict(of, id)).toBe(expected)
  })

  it('name the variables that the servers lack', () => {
    const of = facts({
      endpoints: {
        state: 'answered',
        answer: {status: 'not_configured', missing: ['SANITY_API_TOKEN', 'LEADS_SECRET']},
      },
    })
    expect(verdict(of, 'endpoints')).toBe('missing not-configured')
    expect(verdict(of, 'writeToken')).toBe('missing not-set')
    expect(capability(of, 'collectLeads')).toMatchObject({state: 'no'})
    expect(nextActions(siteDiagnostics(of))[0]).toMatchObject({
      check: 'endpoints',
      urgency: 'now',
      values: {variables: 'SANITY_API_TOKEN, LEADS_SECRET'},
    })
  })

  it('say “isolated” only when it was diagnosed', () => {
    const open: SiteFacts['isolation'] = {
      state: 'answered',
      answer: {status: 'open', reached: ['other.lead.a', 'other.subscriber.b']},
    }
    expect(verdict(facts({isolation: open}), 'isolation')).toBe('degraded open')
    expect(verdict(facts({isolation: open, administrator: true}), 'isolation')).toBe(
      'unknown administrator',
    )
    expect(verdict(facts({isolation: {state: 'failed'}}), 'isolation')).toBe('unknown not-told')
    expect(verdict(facts({isolation: {state: 'asking'}}), 'isolation')).toBe('unknown asking')
  })
})

describe('capabilities', () => {
  it('are all available on a site without problems, except those a browser cannot check', () => {
    const states = capabilities(siteDiagnostics(HEALTHY)).map(({id, state}) => `${id} ${state}`)
    expect(states).toEqual(
      CAPABILITY_IDS.map((id) => `${id} ${id === 'customerSync' ? 'unknown' : 'yes'}`),
    )
  })

  it('are unavailable when a requirement fails, and name it', () => {
    const paused = withSite({status: 'paused'})
    expect(capability(paused, 'collectLeads')).toEqual({
      id: 'collectLeads',
      state: 'no',
      because: ['siteStatus'],
    })
    expect(capability(paused, 'confirmByMail')?.state).toBe('yes')
    const leadOnly = withSite({forms: [{id: 'contact', kind: 'lead', title: 'Contact'}]})
    expect(capability(leadOnly, 'collectSubscribers')?.state).toBe('no')
    expect(capability(leadOnly, 'collectLeads')?.state).toBe('yes')
    expect(capability(withRecords({failedMails: 2}), 'confirmByMail')?.state).toBe('limited')
  })
})

describe('next actions', () => {
  const asked = fc.constantFrom('asking', 'denied', 'failed')
  const anyFacts = fc
    .record({
      paused: fc.boolean(),
      forms: fc.boolean(),
      mail: fc.boolean(),
      stuck: fc.nat(3),
      isolation: asked,
      records: fc.option(asked),
    })
    .map((draw) =>
      facts({
        site: {
          ...SITE,
          status: draw.paused ? 'paused' : 'active',
          forms: draw.forms ? SITE.forms : [],
          mail: draw.mail ? SITE.mail : null,
        },
        isolation: {state: draw.isolation},
        records: draw.records
          ? {state: draw.records}
          : {state: 'answered', answer: {...RECORDS, stuckSubmissions: draw.stuck}},
      }),
    )

  it('are exactly the checks that can be acted on, urgent ones first', () => {
    fc.assert(
      fc.property(anyFacts, (of) => {
        const checks = siteDiagnostics(of)
        const actions = nextActions(checks)
        expect(new Set(actions.map((action) => action.check))).toEqual(
          new Set(checks.filter((check) => check.actionable).map((check) => check.id)),
        )
        expect(checks.some((check) => check.actionable && check.state === 'ok')).toBe(false)
        const order = actions.map(({urgency}) => ['now', 'soon', 'sometime'].indexOf(urgency))
        expect(order).toEqual(order.toSorted((left, right) => left - right))
      }),
    )
  })
})

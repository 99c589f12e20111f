import {found, listed, passed, unseen, type Check} from './check.ts'
import type {RecordsAnswer, SiteFacts} from './siteFacts.ts'

function isolation({isolation: asked, administrator}: SiteFacts): Check {
  if (asked.state === 'asking') return unseen('isolation', 'asking')
  if (asked.state !== 'answered' || asked.answer.status === 'unknown') {
    return found('isolation', 'unknown', 'not-told')
  }
  if (asked.answer.status === 'isolated') return passed('isolation', 'isolated')
  if (administrator) return unseen('isolation', 'administrator')
  const sites = new Set(asked.answer.reached.map((id) => id.split('.')[0] ?? id))
  return found('isolation', 'degraded', 'open', {count: sites.size})
}

function store({records}: SiteFacts): Check {
  if (records.state === 'answered') return passed('store', 'answers')
  if (records.state === 'denied') return found('store', 'missing', 'denied')
  if (records.state === 'failed') return found('store', 'degraded', 'silent')
  return unseen('store', 'asking')
}

function endpoints({endpoints: asked}: SiteFacts): Check {
  if (asked.state === 'unconfigured') return found('endpoints', 'unknown', 'no-address')
  if (asked.state === 'asking') return unseen('endpoints', 'asking')
  if (asked.state !== 'answered') return found('endpoints', 'degraded', 'unreachable')
  const {status, missing} = asked.answer
  if (status === 'not_configured') {
    return found('endpoints', 'missing', 'not-configured', {variables: listed(missing, 5)})
  }
  if (status !== 'ok') return found('endpoints', 'degraded', 'store-silent')
  return passed('endpoints', 'answer')
}

function writeToken({endpoints: asked}: SiteFacts): Check {
  if (asked.state !== 'answered') return unseen('writeToken', 'endpoints-silent')
  const {status, missing} = asked.answer
  if (missing.includes('SANITY_API_TOKEN')) return found('writeToken', 'missing', 'not-set')
  if (status === 'ok') return passed('writeToken', 'set')
  return unseen('writeToken', 'endpoints-silent')
}

/** A check of what the store holds; `unknown` for as long as it has not said. */
function ofRecords(
  id: 'processing' | 'mailDelivery' | 'plan',
  {records}: SiteFacts,
  judge: (records: RecordsAnswer) => Check,
): Check {
  if (records.state === 'answered') return judge(records.answer)
  return unseen(id, records.state === 'asking' ? 'asking' : 'store-silent')
}

function processing(facts: SiteFacts): Check {
  return ofRecords('processing', facts, ({stuckSubmissions, failedSubmissions}) => {
    if (stuckSubmissions > 0) {
      return found('processing', 'degraded', 'stuck', {count: stuckSubmissions})
    }
    if (failedSubmissions > 0) {
      return found('processing', 'degraded', 'failed', {count: failedSubmissions})
    }
    return passed('processing', 'up-to-date')
  })
}

function mailDelivery(facts: SiteFacts): Check {
  return ofRecords('mailDelivery', facts, ({sentMails, failedMails, stuckMails}) => {
    if (failedMails > 0) return found('mailDelivery', 'degraded', 'failed', {count: failedMails})
    if (stuckMails > 0) return found('mailDelivery', 'degraded', 'stuck', {count: stuckMails})
    if (sentMails > 0) return passed('mailDelivery', 'delivered', {count: sentMails})
    return unseen('mailDelivery', 'nothing-sent')
  })
}

function plan(facts: SiteFacts): Check {
  return ofRecords('plan', facts, ({leads}) => {
    const limit = facts.site.planLimit
    if (limit == null) return found('plan', 'missing', 'no-limit')
    const values = {leads, limit, percent: Math.floor((100 * leads) / Math.max(1, limit))}
    if (leads > limit) return found('plan', 'degraded', 'over', values)
    if (leads >= limit * 0.9) return found('plan', 'degraded', 'nearly-full', values)
    return passed('plan', 'room', values)
  })
}

/** What the store, the grants and the endpoints tell at this moment. */
export function runtimeChecks(facts: SiteFacts): Check[] {
  return [
    isolation(facts),
    store(facts),
    endpoints(facts),
    writeToken(facts),
    processing(facts),
    mailDelivery(facts),
    plan(facts),
  ]
}

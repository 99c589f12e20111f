import {ALL_LEADS, type LeadView} from '../audience/leadSelection.ts'
import {shownId, type Fact} from './facts.ts'
import {keyedMark} from './keyedMark.ts'
import {HIDDEN} from './maskAudience.ts'
import {saidAudience, type SayingContext} from './saidAudience.ts'

/** Which leads somebody asked for, without naming any of them. */
export type AskedLeads =
  /** Picked one by one. */
  | {kind: 'ids'}
  /** All of a view, without some. */
  | {kind: 'matching'; view: LeadView; excluded: number}
  /** Those that an earlier bulk change changed, or failed at. */
  | {kind: 'job'; jobId: string; which: 'failed' | 'changed'}

function saidView(view: LeadView, site: string, context: SayingContext): Fact[] {
  const {quick, search, segmentId, audience} = view
  const {secret} = context
  const searched = search === HIDDEN ? HIDDEN : keyedMark(secret, 'search', search)
  return [
    ['quickFilter', quick === ALL_LEADS.quick ? null : quick],
    ['search', search === '' ? null : searched],
    ['segment', segmentId === null ? null : shownId(site, segmentId, secret)],
    ['filter', audience === null ? null : saidAudience(audience, context)],
  ]
}

/** Says which leads were asked for: conditions with marks for what people typed, and no lead. */
export function saidLeads(asked: AskedLeads, site: string, context: SayingContext): Fact[] {
  if (asked.kind === 'ids') return [['leads', 'picked']]
  if (asked.kind === 'job') {
    return [
      ['leads', asked.which === 'failed' ? 'failed-before' : 'changed-before'],
      ['earlier', shownId(site, asked.jobId, context.secret)],
    ]
  }
  const view = saidView(asked.view, site, context)
  const narrowed = view.some(([, value]) => value !== null)
  return [
    ['leads', narrowed ? 'matching' : 'all'],
    ...view,
    ['excluded', asked.excluded === 0 ? null : asked.excluded],
  ]
}

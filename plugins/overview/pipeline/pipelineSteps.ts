import type {SiteRecord} from '../../../core/documents/site.ts'
import {leadStatuses} from '../../../core/people/leadStatus.ts'

/** A bar of the pipeline. */
export interface PipelineStep {
  /** Stored value; `null` for leads whose status the site no longer defines. */
  value: string | null
  title: string
  tone: 'default' | 'primary' | 'positive' | 'caution' | 'critical'
  stage: 'open' | 'won' | 'lost' | null
  count: number
}

/**
 * The site's statuses in its order, with how many leads have each. Leads with any other status
 * make one more step, so that the steps always add up to all leads.
 *
 * @param otherTitle - title of that step
 */
export function pipelineSteps(
  site: Pick<SiteRecord, 'leadStatuses'>,
  answer: {total: number; counts: readonly {value: string; count: number}[]},
  otherTitle: string,
): PipelineStep[] {
  const counts = new Map(answer.counts.map(({value, count}) => [value, count]))
  const steps = leadStatuses(site).map((status): PipelineStep => ({
    value: status.value,
    title: status.title ?? status.value,
    tone: status.tone ?? 'default',
    stage: status.stage ?? 'open',
    count: counts.get(status.value) ?? 0,
  }))
  const known = steps.reduce((sum, step) => sum + step.count, 0)
  const others = answer.total - known
  if (others <= 0) return steps
  return [...steps, {value: null, title: otherTitle, tone: 'default', stage: null, count: others}]
}

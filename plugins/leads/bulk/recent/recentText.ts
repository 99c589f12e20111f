import type {BulkAction} from '../../../../core/changes/bulk/bulkIntent.ts'
import type {RecentChange} from '../../../../core/changes/recent/recentChanges.ts'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'

/** Translates a key with values. */
type Translate = (key: string, values?: Record<string, unknown>) => string

/** What an action did, with what it was about; values of fields are left out, like in timelines. */
function valuesOf(action: BulkAction, site: Site, t: Translate): Record<string, unknown> {
  switch (action.kind) {
    case 'addTag':
    case 'removeTag':
      return {tag: action.tag}
    case 'setStatus':
      return {status: leadStatusTitle(site, action.to)}
    case 'addToList':
    case 'removeFromList':
      return {title: action.title ?? t('recent.a-list')}
    case 'addToCampaign':
      return {title: action.title ?? t('recent.a-campaign')}
    case 'setField':
      return {field: t(`field.${action.field}`)}
    case 'setCustomField':
      return {field: action.name}
    default:
      return {}
  }
}

/** What a change did, to how many leads: “Tag “vip” added to 12 leads”. */
export function recentText(change: RecentChange, site: Site, t: Translate): string {
  const {action, tally} = change
  const count = tally.succeeded
  if (!action) return t('recent.what-unknown', {count})
  return t(`recent.what-${action.kind}`, {count, ...valuesOf(action, site, t)})
}

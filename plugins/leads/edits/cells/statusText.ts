import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'
import type {EditValue} from './cellEdits.ts'

/** Titles of a site's statuses by their values, for notices. */
export function statusText(site: Pick<Site, 'leadStatuses'>): (value: EditValue) => string {
  return (value) => leadStatusTitle(site, String(value))
}

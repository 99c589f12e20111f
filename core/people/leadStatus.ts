import type {LeadStatusRecord, SiteRecord} from '../documents/site.ts'

/** Status of a lead on a site that has defined none. */
const FALLBACK_LEAD_STATUS = 'new'

type StatusSite = Pick<SiteRecord, 'leadStatuses'>

/** The statuses a site has defined, in its order, without those that lack a value. */
export function leadStatuses(site: StatusSite): (LeadStatusRecord & {value: string})[] {
  return (site.leadStatuses ?? []).flatMap((status) =>
    status.value ? [{...status, value: status.value}] : [],
  )
}

/** Status of a new lead: the site's default, else its first, else `new`. */
export function defaultLeadStatus(site: StatusSite): string {
  const statuses = leadStatuses(site)
  const chosen = statuses.find((status) => status.isDefault === true) ?? statuses[0]
  return chosen?.value ?? FALLBACK_LEAD_STATUS
}

/** Whether a lead of the site may have that status. */
export function isLeadStatus(site: StatusSite, value: string): boolean {
  const statuses = leadStatuses(site)
  if (statuses.length === 0) return value === FALLBACK_LEAD_STATUS
  return statuses.some((status) => status.value === value)
}

/** Title of a status for people; the bare value where the site no longer defines it. */
export function leadStatusTitle(site: StatusSite, value: string): string {
  const found = leadStatuses(site).find((status) => status.value === value)
  return found?.title ?? value
}

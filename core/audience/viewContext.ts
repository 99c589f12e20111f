import type {SiteRecord} from '../documents/site.ts'
import type {LeadView, LeadViewContext} from './leadSelection.ts'
import {parseAudience} from './parseAudience.ts'
import type {SegmentSource} from './resolveSegments.ts'
import {siteFields} from './siteFields.ts'
import {siteTimeZone} from '../time/localDate.ts'
import {audienceUsage} from './usage.ts'

function customNames(definition: unknown): string[] {
  const {definition: read} = parseAudience(definition)
  return read ? audienceUsage(read).customFields : []
}

/** Whether a view can only be compiled with the segments of its site. */
export function needsSegments(view: LeadView): boolean {
  if (view.segmentId !== null) return true
  return view.audience !== null && audienceUsage(view.audience).segments.length > 0
}

/**
 * What a view of a site is compiled with. Custom fields that filter or segments name are taken for
 * texts where no form of the site says better.
 *
 * @param segments - those of the site by id; none where {@link needsSegments} says so
 * @param now - ISO 8601; what relative dates are relative to
 */
export function viewContext(
  site: Pick<SiteRecord, 'forms' | 'timeZone'>,
  view: LeadView,
  segments: ReadonlyMap<string, SegmentSource>,
  now: string,
): LeadViewContext {
  const definitions = [view.audience, ...Array.from(segments.values(), (each) => each.definition)]
  const names = definitions.flatMap((definition) => (definition ? customNames(definition) : []))
  return {fields: siteFields(site, names), segments, now, timeZone: siteTimeZone(site)}
}

import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'
import {compileMapping, type RowConverter} from '../../../../core/imports/convertRow.ts'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import {leadStatuses} from '../../../../core/people/leadStatus.ts'
import {siteTimeZone} from '../../../../core/time/localDate.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'

/**
 * Converts rows of a file as the import will, to show them.
 *
 * @param custom - the site's custom fields, with those that the import will create
 * @param now - ISO 8601, UTC
 * @returns `null` while the mapping cannot be used
 */
export function fileConverter(
  site: WorkspaceSite,
  custom: readonly CustomFieldDefinition[],
  file: DraftFile,
  now: string,
): RowConverter | null {
  try {
    return compileMapping(file.mapping, {
      statuses: leadStatuses(site).map(({value}) => value),
      lists: {},
      timeZone: file.timeZone ?? siteTimeZone(site),
      subscription: file.subscription,
      members: null,
      now,
      customTypes: new Map(custom.map(({name, type}) => [name, type] as const)),
    })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

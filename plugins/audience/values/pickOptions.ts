import {wordSearch} from '../../ui/wordSearch.ts'
import type {FieldOption} from '../source/audienceSource.ts'

/** Values under one heading. */
export interface OptionGroup {
  /** `null` for values without a heading. */
  title: string | null
  options: readonly FieldOption[]
}

/** Most values that are shown at once; a search finds the others. */
export const MAX_SHOWN = 200

function filtered(
  groups: readonly OptionGroup[],
  matches: (option: FieldOption, group: OptionGroup) => boolean,
): OptionGroup[] {
  let room = MAX_SHOWN
  return groups.flatMap((group) => {
    const found = group.options.filter((option) => matches(option, group)).slice(0, room)
    room -= found.length
    return found.length === 0 ? [] : [{title: group.title, options: found}]
  })
}

/**
 * Filters values by a search: those whose title contains all of its words; if there are none, those
 * whose title and group title together do. Case and accents make no difference.
 */
export function foundOptions(groups: readonly OptionGroup[], search: string): OptionGroup[] {
  const matches = wordSearch(search)
  const found = filtered(groups, ({title}) => matches(title))
  if (found.length > 0) return found
  return filtered(groups, ({title}, group) => matches(`${title} ${group.title ?? ''}`))
}

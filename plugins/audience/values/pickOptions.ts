import {wordSearch} from '../../ui/wordSearch.ts'
import type {FieldOption} from '../source/audienceSource.ts'

/** Values to choose from under one heading. */
export interface OptionGroup {
  /** `null` for values without a heading. */
  title: string | null
  options: readonly FieldOption[]
}

/** Most values that are shown at once; a search finds the others. */
export const MOST_SHOWN = 200

function filtered(
  groups: readonly OptionGroup[],
  matches: (option: FieldOption, group: OptionGroup) => boolean,
): OptionGroup[] {
  let room = MOST_SHOWN
  return groups.flatMap((group) => {
    const found = group.options.filter((option) => matches(option, group)).slice(0, room)
    room -= found.length
    return found.length === 0 ? [] : [{title: group.title, options: found}]
  })
}

/**
 * The groups with the values that a search finds: those in whose title all of its words stand; where
 * there is none, those in whose title and whose group's title they stand. Upper and lower case and
 * accents make no difference.
 */
export function foundOptions(groups: readonly OptionGroup[], search: string): OptionGroup[] {
  const stand = wordSearch(search)
  const found = filtered(groups, ({title}) => stand(title))
  if (found.length > 0) return found
  return filtered(groups, ({title}, group) => stand(`${title} ${group.title ?? ''}`))
}

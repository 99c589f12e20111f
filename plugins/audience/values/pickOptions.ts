import type {FieldOption} from '../source/audienceSource.ts'

/** Values to choose from under one heading. */
export interface OptionGroup {
  /** `null` for values without a heading. */
  title: string | null
  options: readonly FieldOption[]
}

/** Most values that are shown at once; a search finds the others. */
export const MOST_SHOWN = 200

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/**
 * The groups with the values that a search finds: those in whose title, or in whose group's title,
 * all of its words stand. Upper and lower case and accents make no difference.
 */
export function foundOptions(groups: readonly OptionGroup[], search: string): OptionGroup[] {
  const words = folded(search).split(/\s+/u).filter(Boolean)
  let room = MOST_SHOWN
  return groups.flatMap(({title, options}) => {
    const found = options
      .filter((option) => {
        const text = folded(`${option.title} ${title ?? ''}`)
        return words.every((word) => text.includes(word))
      })
      .slice(0, room)
    room -= found.length
    return found.length === 0 ? [] : [{title, options: found}]
  })
}

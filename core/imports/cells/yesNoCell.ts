import {parseBooleanWord} from '../../audience/comparisons/valueComparisons.ts'

/** Words for yes and no in the languages that headings are recognised in, and what programs write. */
const YES =
  'yes y true t on 1 1.0 x ✓ ✔ ☑ checked enabled active ja j wahr jawohl oui o vrai sí si s verdadero sì vero sim verdadeiro waar sant sand tak prawda kyllä'
const NO =
  'no n false f off 0 0.0 ✗ ✘ ☐ unchecked disabled inactive nein falsch non faux falso não nao nee onwaar nej falskt falsk nei usann nie fałsz ei'

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ...YES.split(' ').map((word) => [word, true] as const),
  ...NO.split(' ').map((word) => [word, false] as const),
])

/** What a cell answers; `null` for a text that is neither yes nor no in any language known here. */
export function parseYesNoCell(text: string): boolean | null {
  if (text.length > 12) return null
  return parseBooleanWord(text) ?? ANSWERS.get(text.toLowerCase().normalize('NFC')) ?? null
}

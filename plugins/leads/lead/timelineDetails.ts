import {changedField, namesInEntry, type ReadEntry} from '../../../core/people/entryTexts.ts'
import type {Problem} from '../../../core/problems/problem.ts'
import {readProblems} from '../../../core/problems/storedProblems.ts'
import {parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'

/**
 * A line below a timeline entry, about the detail or field of that name: a value, why something was not done, or a
 * value before and after.
 */
export type DetailLine =
  | {name: string; value: string}
  | {name: string; problems: readonly Problem[]}
  /** Empty for no value. */
  | {name: string; from: string; to: string}

/** Details that the sentence of every entry says in words. */
const IN_SENTENCE = ['from', 'to', 'change']

/** The details of an entry as lines, without those in its sentence and without document ids. */
export function timelineDetails(entry: ReadEntry): DetailLine[] {
  const values = new Map((entry.details ?? []).map(({name, value}) => [name ?? '', value ?? '']))
  const told = new Set([...IN_SENTENCE, ...namesInEntry(entry)])
  const fields = [...values.keys()].map((name) => changedField(name) ?? name)
  return [...new Set(fields)].flatMap((name): DetailLine[] => {
    const [from = '', to = ''] = [values.get(`${name}.from`), values.get(`${name}.to`)]
    const value = values.get(name) ?? ''
    if ([from, to, value].some((each) => parseTenantDocumentId(each))) return []
    if (from !== '' || to !== '') return [{name, from, to}]
    if (value === '' || told.has(name)) return []
    const problems = readProblems(value)
    return [problems ? {name, problems} : {name, value}]
  })
}

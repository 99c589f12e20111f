import type {Problem} from '../../../core/problems/problem.ts'
import {readProblems} from '../../../core/problems/storedProblems.ts'
import {parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {fieldLabel} from '../../../core/leads/customFieldTitle.ts'

/** A line below a timeline entry: a value, why something was not done, or a value before and after. */
export type DetailLine =
  | {label: string; value: string}
  | {label: string; problems: readonly Problem[]}
  /** Empty for no value. `isUser` where the values are ids of users. */
  | {label: string; from: string; to: string; isUser: boolean}

/** Details that the summary already contains. */
const IN_SUMMARY = ['from', 'to']

/** Names of details with a field's value before (`from`) and after (`to`) a change. */
const CHANGE = /^(?<field>.+)\.(?:from|to)$/u

/** The details of an entry as lines, without those in the summary and without document ids. */
export function timelineDetails(
  details: readonly {name?: string | null; value?: string | null}[],
): DetailLine[] {
  const values = new Map(details.map(({name, value}) => [name ?? '', value ?? '']))
  const fields = [...values.keys()].map((name) => CHANGE.exec(name)?.groups?.['field'] ?? name)
  return [...new Set(fields)].flatMap((field): DetailLine[] => {
    const label = fieldLabel(field)
    const [from, to] = [values.get(`${field}.from`), values.get(`${field}.to`)]
    if (from !== undefined || to !== undefined) {
      return [{label, from: from ?? '', to: to ?? '', isUser: field === 'owner'}]
    }
    const value = values.get(field) ?? ''
    const isNoise = IN_SUMMARY.includes(field) || parseTenantDocumentId(value) !== null
    if (value === '' || isNoise) return []
    const problems = readProblems(value)
    return [problems ? {label, problems} : {label, value}]
  })
}

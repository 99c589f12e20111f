import {defineField} from 'sanity'
import {requiredField} from './requiredField.ts'

/** A count that a machine keeps, with the time at which it was true. */
export function countField(options: {name: string; title: string; group?: string}) {
  return defineField({
    ...options,
    type: 'object',
    readOnly: true,
    options: {columns: 2},
    description: 'Counted in the background; the time says how fresh it is.',
    fields: [
      requiredField({name: 'value', title: 'Leads', type: 'number'}),
      requiredField({name: 'at', title: 'Counted', type: 'datetime'}),
    ],
  })
}

import {TransferIcon} from '@sanity/icons/Transfer'
import {defineField, defineType} from 'sanity'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {jsonText} from './validation/formats.ts'

/**
 * What the columns of files with one header row were imported as, `<site>.mapping.<digest of the row>`. The
 * import wizard proposes it for the next file with that row.
 */
export const importMapping = defineType({
  name: 'importMapping',
  title: 'Import mapping',
  type: 'document',
  icon: TransferIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'mapping',
      title: 'What each column is for',
      type: 'text',
      rows: 8,
      description: 'As JSON.',
      validation: (rule) => [rule.required(), rule.custom(jsonText)],
    }),
    defineField({name: 'columns', title: 'Columns', type: 'number'}),
    requiredField({
      name: 'createdBy',
      title: 'Saved by',
      type: 'string',
      description: 'Id of the user.',
    }),
    siteField(),
  ],
  preview: {
    select: {columns: 'columns', updatedAt: '_updatedAt'},
    prepare: ({columns, updatedAt}) => ({
      title: `Mapping of ${columns ?? '?'} columns`,
      subtitle: typeof updatedAt === 'string' ? updatedAt.slice(0, 10) : '',
    }),
  },
})

import {BookIcon} from '@sanity/icons/Book'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {actorField} from './fields/actorField.ts'
import {requiredField} from './fields/requiredField.ts'
import {when} from './fields/when.ts'

/**
 * Who did what and when, `<site>.audit.<seq>` or `network.audit.<seq>`. Each event holds the hash of
 * the previous one, so a missing or altered event is detected.
 */
export const auditEvent = defineType({
  name: 'auditEvent',
  title: 'Audit event',
  type: 'document',
  icon: BookIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    requiredField({name: 'action', title: 'Action', type: 'string'}),
    requiredField({name: 'at', title: 'When', type: 'datetime'}),
    defineField({
      name: 'transaction',
      title: 'Transaction',
      type: 'string',
      description: 'Id of the transaction in the dataset’s history, which also names its author.',
    }),
    actorField(),
    defineField({
      name: 'target',
      title: 'Target',
      type: 'object',
      options: {columns: 2},
      fields: [
        requiredField({name: 'type', title: 'Type', type: 'string'}),
        requiredField({name: 'id', title: 'Id', type: 'string'}),
      ],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'diff',
      title: 'Changes',
      type: 'array',
      description: 'Personal data is replaced by a keyed hash.',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            requiredField({name: 'path', title: 'Field', type: 'string'}),
            defineField({name: 'before', title: 'Before', type: 'string'}),
            defineField({name: 'after', title: 'After', type: 'string'}),
          ],
          preview: {
            select: {path: 'path', before: 'before', after: 'after'},
            prepare: ({path, before, after}) => ({
              title: path,
              subtitle: `${before ?? 'nothing'} → ${after ?? 'nothing'}`,
            }),
          },
        }),
      ],
      validation: (rule) => rule.required(),
    }),
    requiredField({name: 'seq', title: 'Number', type: 'number'}),
    requiredField({name: 'previousHash', title: 'Hash of the previous event', type: 'string'}),
    requiredField({name: 'hash', title: 'Hash', type: 'string'}),
    defineField({
      name: 'site',
      title: 'Site',
      type: 'string',
      description: 'Empty for events of the whole network.',
    }),
  ],
  orderings: [{name: 'seqDesc', title: 'Newest first', by: [{field: 'seq', direction: 'desc'}]}],
  preview: {
    select: {action: 'action', at: 'at', site: 'site', actor: 'actor.id', kind: 'actor.kind'},
    prepare: ({action, at, site, actor, kind}) => ({
      title: action || 'Audit event',
      subtitle: [site ?? 'network', when(at), actor ?? kind].filter(Boolean).join(' · '),
    }),
  },
})

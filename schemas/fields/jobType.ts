import type {ComponentType} from 'react'
import {defineType, type FieldDefinition} from 'sanity'
import {JOB_STATE_CHOICES, titleOf} from './choices.ts'
import {jobFields} from './jobFields.ts'

/**
 * A document type for work that outlives a page. The work is asked for in a tool and done by
 * functions; the form only shows how far it is.
 */
export function jobType<const Name extends string>(options: {
  name: Name
  title: string
  icon: ComponentType
  /** Fields of this type of job alone. */
  moreFields?: FieldDefinition[]
}) {
  const {moreFields = [], ...type} = options
  return defineType({
    ...type,
    type: 'document',
    liveEdit: true,
    readOnly: true,
    groups: [
      {name: 'progress', title: 'Progress', default: true},
      {name: 'details', title: 'Details'},
    ],
    fields: [...jobFields(), ...moreFields],
    orderings: [
      {
        name: 'createdDesc',
        title: 'Newest first',
        by: [{field: '_createdAt', direction: 'desc'}],
      },
    ],
    preview: {
      select: {
        title: 'title',
        state: 'state',
        total: 'totals.total',
        succeeded: 'totals.succeeded',
        failed: 'totals.failed',
      },
      prepare: ({title, state, total, succeeded, failed}) => ({
        title: title || options.title,
        subtitle: [
          titleOf(JOB_STATE_CHOICES, state),
          typeof total === 'number' ? `${succeeded ?? 0} of ${total}` : '',
          failed ? `${failed} failed` : '',
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    },
  })
}

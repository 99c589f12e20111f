import {ClockIcon} from '@sanity/icons/Clock'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {requiredField} from './fields/requiredField.ts'

/**
 * Places of a site's plan that are taken and may not be leads yet: `network.lease.places.<site>` lists them,
 * and `network.lease.places.<site>.<ulid>` holds those of one import. Only functions write them.
 */
export const planPlaces = defineType({
  name: 'planPlaces',
  title: 'Places of a plan',
  type: 'document',
  icon: ClockIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'imports',
      title: 'Imports',
      type: 'array',
      description: 'Ids of the documents with the places of imports.',
      of: [defineArrayMember({type: 'string'})],
    }),
    defineField({
      name: 'leads',
      title: 'Leads',
      type: 'array',
      description: 'Leads that were filed a moment ago.',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [requiredField({name: 'id', title: 'Lead', type: 'string'})],
        }),
      ],
    }),
    defineField({name: 'importId', title: 'Import', type: 'string'}),
    defineField({name: 'places', title: 'Places', type: 'number'}),
    defineField({name: 'isForAnyRow', title: 'Whether any row may become a lead', type: 'boolean'}),
    defineField({name: 'written', title: 'Leads created from them', type: 'number'}),
  ],
  preview: {select: {title: '_id', subtitle: 'places'}},
})

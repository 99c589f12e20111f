import {defineField} from 'sanity'

/** Campaign tags of the page address a visitor came in by; each is absent when the address had none. */
export function utmField() {
  return defineField({
    name: 'utm',
    title: 'Campaign tags (UTM)',
    type: 'object',
    options: {collapsible: true, collapsed: true, columns: 2},
    fields: [
      defineField({name: 'source', title: 'Source', type: 'string'}),
      defineField({name: 'medium', title: 'Medium', type: 'string'}),
      defineField({name: 'campaign', title: 'Campaign', type: 'string'}),
      defineField({name: 'term', title: 'Term', type: 'string'}),
      defineField({name: 'content', title: 'Content', type: 'string'}),
    ],
  })
}

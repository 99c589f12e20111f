import {defineField} from 'sanity'

/** Who did something. A visitor has neither id nor name: these records hold no personal data. */
export function actorField() {
  return defineField({
    name: 'actor',
    title: 'Who',
    type: 'object',
    options: {columns: 3},
    fields: [
      defineField({
        name: 'kind',
        title: 'Kind',
        type: 'string',
        options: {
          list: [
            {value: 'user', title: 'User'},
            {value: 'visitor', title: 'Visitor'},
            {value: 'function', title: 'Function'},
          ],
        },
        validation: (rule) => rule.required(),
      }),
      defineField({name: 'id', title: 'Id', type: 'string'}),
      defineField({name: 'name', title: 'Name', type: 'string'}),
    ],
    validation: (rule) => rule.required(),
  })
}

import {defineArrayMember, defineField} from 'sanity'
import {environmentName} from '../validation/environmentName.ts'
import {shopifyApiVersion, storeDomain, webOrigin} from '../validation/formats.ts'

const NAME_ONLY = 'The variable’s name, not the secret.'

/** Allowed origins, mail, Shopify store, and the names of the variables that hold secrets. */
export function connectionFields() {
  return [
    defineField({
      name: 'allowedOrigins',
      title: 'Allowed origins',
      type: 'array',
      group: 'forms',
      description: 'Origins that can send forms, such as https://example.com.',
      of: [defineArrayMember({type: 'string', validation: (rule) => rule.custom(webOrigin)})],
      validation: (rule) => rule.required().unique(),
    }),
    defineField({
      name: 'mail',
      title: 'Mail',
      type: 'object',
      group: 'connections',
      fields: [
        defineField({
          name: 'fromName',
          title: 'Sender name',
          type: 'string',
          validation: (rule) => rule.required().max(80),
        }),
        defineField({
          name: 'fromAddress',
          title: 'Sender address',
          type: 'string',
          validation: (rule) => rule.required().email(),
        }),
        defineField({
          name: 'replyTo',
          title: 'Replies go to',
          type: 'string',
          validation: (rule) => rule.email(),
        }),
        defineField({
          name: 'smtpUrlEnv',
          title: 'Environment variable with the mail server’s address',
          type: 'string',
          description: `${NAME_ONLY} Empty: the network’s mail server.`,
          validation: (rule) => rule.custom(environmentName),
        }),
      ],
    }),
    defineField({
      name: 'shopify',
      title: 'Shopify',
      type: 'object',
      group: 'connections',
      fields: [
        defineField({
          name: 'storeDomain',
          title: 'Store',
          type: 'string',
          description: 'For example example.myshopify.com.',
          validation: (rule) => rule.required().custom(storeDomain),
        }),
        defineField({
          name: 'accessTokenEnv',
          title: 'Environment variable with the access token',
          type: 'string',
          description: NAME_ONLY,
          validation: (rule) => rule.required().custom(environmentName),
        }),
        defineField({
          name: 'webhookSecretEnv',
          title: 'Environment variable with the secret of the store’s own app',
          type: 'string',
          description: `${NAME_ONLY} Empty: the network’s app.`,
          validation: (rule) => rule.custom(environmentName),
        }),
        defineField({
          name: 'apiVersion',
          title: 'API version',
          type: 'string',
          validation: (rule) => rule.required().custom(shopifyApiVersion),
        }),
      ],
    }),
    defineField({
      name: 'keySecretEnv',
      title: 'Environment variable with this site’s own secret',
      type: 'string',
      group: 'connections',
      description: `${NAME_ONLY} Usually empty: the secret is derived from the network’s.`,
      validation: (rule) => rule.custom(environmentName),
    }),
  ]
}

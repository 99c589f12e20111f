import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the strings of the customer sync's tools. */
export const governanceLocaleNamespace = 'leads-governance'

/** English strings of both tools; another locale is added by a bundle with the same namespace. */
export const governanceLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: governanceLocaleNamespace,
  resources: () => import('./governanceLocaleResources.ts'),
})

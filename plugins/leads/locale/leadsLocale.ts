import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of this tool's strings. */
export const leadsLocaleNamespace = 'leads'

/** English strings of the tool; another locale is added by a bundle with the same namespace. */
export const leadsLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: leadsLocaleNamespace,
  resources: () => import('./leadsLocaleResources.ts'),
})

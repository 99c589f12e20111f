import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the Segments tool's strings. */
export const segmentsLocaleNamespace = 'leads-segments'

/** English strings of the tool; another locale is added by a bundle with the same namespace. */
export const segmentsLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: segmentsLocaleNamespace,
  resources: () => import('./segmentsLocaleResources.ts'),
})

import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the strings of records in the structure. */
export const recordsLocaleNamespace = 'leads-records'

/** English strings of records in the structure. */
export const recordsLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: recordsLocaleNamespace,
  resources: () => import('./recordsLocaleResources.ts'),
})

import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the strings of imports. */
export const importLocaleNamespace = 'leads-import'

/** English strings of the import wizard; another locale is added by a bundle with the same namespace. */
export const importLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: importLocaleNamespace,
  resources: () => import('./importLocaleResources.ts'),
})

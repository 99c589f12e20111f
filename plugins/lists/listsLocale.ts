import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the Lists tool's strings. */
export const listsLocaleNamespace = 'leads-lists'

/** English strings of the tool; another locale is added by a bundle with the same namespace. */
export const listsLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: listsLocaleNamespace,
  resources: () => import('./listsLocaleResources.ts'),
})

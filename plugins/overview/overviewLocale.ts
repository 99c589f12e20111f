import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the overview's strings. */
export const overviewLocaleNamespace = 'leads-overview'

/** English strings of the overview; another locale is added by a bundle with the same namespace. */
export const overviewLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: overviewLocaleNamespace,
  resources: async () => {
    const [page, checks] = await Promise.all([
      import('./overviewLocaleResources.ts'),
      import('./checkLocaleResources.ts'),
    ])
    return {default: {...page.default, ...checks.default}}
  },
})

import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the strings of bulk work. */
export const bulkLocaleNamespace = 'leads-bulk'

/** English strings of bulk work; the plugin that draws `BulkBar` lists this bundle. */
export const bulkLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: bulkLocaleNamespace,
  resources: () => import('./bulkLocaleResources.ts'),
})

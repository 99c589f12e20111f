import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the strings that the shared pieces in this folder use. */
export const uiLocaleNamespace = 'leads-ui'

/**
 * English strings of the shared pieces. Every plugin that draws one of them lists this bundle under
 * `i18n.bundles`; listing it in several plugins does no harm.
 */
export const uiLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: uiLocaleNamespace,
  resources: () => import('./uiLocaleResources.ts'),
})

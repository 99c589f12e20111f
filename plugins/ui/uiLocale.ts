import {defineLocaleResourceBundle} from 'sanity'
import {PROBLEM_TEXTS} from '../../core/problems/problemTexts.ts'

/** Namespace of the strings that the shared pieces in this folder use, and of the texts of all problems. */
export const uiLocaleNamespace = 'leads-ui'

/**
 * English strings of the shared pieces, and the texts of all problems, which are core's. Every plugin that shows
 * one of them lists this bundle under `i18n.bundles`; listing it in several plugins does no harm.
 */
export const uiLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: uiLocaleNamespace,
  resources: async () => {
    const pieces = await import('./uiLocaleResources.ts')
    return {default: {...PROBLEM_TEXTS, ...pieces.default}}
  },
})

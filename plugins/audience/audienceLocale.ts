import {defineLocaleResourceBundle, useTranslation} from 'sanity'
import {
  AUDIENCE_STRINGS,
  type TranslateAudience,
} from '../../core/audience/strings/audienceStrings.ts'

/** Namespace of the strings of the audience language and its builder. */
export const audienceLocaleNamespace = 'leads-audience'

/**
 * English strings of the audience language (fields, operators, sentences) and of its builder. Every
 * plugin that shows the builder lists this bundle under `i18n.bundles`; listing it in several does
 * no harm.
 */
export const audienceLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: audienceLocaleNamespace,
  resources: async () => {
    const builder = await import('./audienceLocaleResources.ts')
    return {default: {...AUDIENCE_STRINGS, ...builder.default}}
  },
})

/** Translates keys of the audience language and its builder. */
export function useAudienceText(): TranslateAudience {
  const {t} = useTranslation(audienceLocaleNamespace)
  return t
}

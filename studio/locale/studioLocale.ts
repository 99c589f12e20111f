import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the strings of the Studio's shell. */
export const studioLocaleNamespace = 'leads-studio'

/** English strings of the Studio's shell: navbar, start-up pages, structure. */
export const studioLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: studioLocaleNamespace,
  resources: () => import('./studioLocaleResources.ts'),
})

import {defineLocaleResourceBundle} from 'sanity'

/** Namespace of the Audit tool's strings. */
export const auditLocaleNamespace = 'leads-audit'

/** English strings of the tool; another locale is added by a bundle with the same namespace. */
export const auditLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: auditLocaleNamespace,
  resources: () => import('./auditLocaleResources.ts'),
})

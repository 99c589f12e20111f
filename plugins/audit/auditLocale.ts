import {defineLocaleResourceBundle} from 'sanity'
import {AUDIT_STRINGS} from '../../core/audit/auditStrings.ts'

/** Namespace of the Audit tool's strings. */
export const auditLocaleNamespace = 'leads-audit'

/**
 * English strings of the tool and of events, whose texts are core's; another locale is added by a bundle with
 * the same namespace.
 */
export const auditLocaleBundle = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: auditLocaleNamespace,
  resources: async () => {
    const tool = await import('./auditLocaleResources.ts')
    return {default: {...AUDIT_STRINGS, ...tool.default}}
  },
})

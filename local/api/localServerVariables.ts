import {LOCAL_DATASET, LOCAL_PROJECT_ID, PORTS} from '../ports.ts'
import {LOCAL_APP_SECRET, LOCAL_SECRET, LOCAL_SIGNING_KEY} from '../secret.ts'

/**
 * The environment variables of servers and functions on the local stack; those of the process take
 * precedence.
 *
 * @param offset - what `--offset` adds to every port
 */
export function localServerVariables(offset = 0) {
  return {
    SANITY_STUDIO_PROJECT_ID: LOCAL_PROJECT_ID,
    SANITY_STUDIO_DATASET: LOCAL_DATASET,
    SANITY_STUDIO_API_HOST: `http://127.0.0.1:${PORTS.lake + offset}`,
    SANITY_API_TOKEN: 'local-api',
    LEADS_SECRET: LOCAL_SECRET,
    LEADS_SHOPIFY_APP_SECRET: LOCAL_APP_SECRET,
    LEADS_AUDIT_SIGNING_KEY: LOCAL_SIGNING_KEY,
    LEADS_PUBLIC_API_URL: `http://localhost:${PORTS.api + offset}`,
    LEADS_STUDIO_URL: `http://localhost:${PORTS.studio + offset}`,
    LEADS_SMTP_URL: `smtp://127.0.0.1:${PORTS.smtp + offset}`,
    // Demo pages, tests and benchmarks of one machine all come from one address.
    LEADS_RATE_LIMIT_IP: '100000/10',
    LEADS_RATE_LIMIT_SITE: '100000/10',
  }
}

/**
 * The environment of a server or of the functions: that of the process, and on the local stack the local
 * values of missing variables. A hosted project gets no defaults, least of all for its secret.
 */
export function withLocalDefaults(
  source: Record<string, string | undefined>,
  offset = 0,
): Record<string, string | undefined> {
  const project = source['SANITY_STUDIO_PROJECT_ID']?.trim()
  if (project && project !== LOCAL_PROJECT_ID) return source
  const given = Object.entries(source).filter(([, value]) => value?.trim())
  return {...source, ...localServerVariables(offset), ...Object.fromEntries(given)}
}

import type {Site} from '../../../../core/sanity.types.generated.ts'

/**
 * The smallest request that sends a lead, as a `curl` command. It uses the site's own lead form, so
 * that it works unchanged.
 *
 * @param apiUrl - base URL of the public endpoints; a placeholder without it
 */
export function exampleRequest(
  site: Pick<Site, 'key' | 'forms' | 'allowedOrigins'>,
  apiUrl: string | undefined,
): string {
  const form = site.forms?.find((candidate) => candidate.kind === 'lead')
  const body = {
    site: site.key,
    ...(form ? {form: form.id} : {}),
    email: 'ada@example.com',
    name: 'Ada Example',
    message: 'Please call me back.',
    ...(form?.requiresConsent ? {consent: true} : {}),
  }
  const origin = site.allowedOrigins?.[0]
  return [
    `curl ${(apiUrl ?? 'https://<your endpoints>').replace(/\/$/, '')}/api/leads \\`,
    ...(origin ? [`  -H 'Origin: ${origin}' \\`] : []),
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(body, null, 2)}'`,
  ].join('\n')
}

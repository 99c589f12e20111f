import type {Template} from 'sanity'
import {USUAL_SITE} from './usualSite.ts'

/** Starts a site's registry document; takes the site's key. */
export const SITE_TEMPLATE = 'leads.site'

function siteParameter(parameters: unknown): {site: string} | null {
  return typeof parameters === 'object' &&
    parameters !== null &&
    'site' in parameters &&
    typeof parameters.site === 'string'
    ? {site: parameters.site}
    : null
}

/** Initial values of the documents that the structure can start, whose ids carry the site's key. */
export const TEMPLATES: Template[] = [
  {
    id: SITE_TEMPLATE,
    title: 'Site',
    schemaType: 'site',
    parameters: [{name: 'site', type: 'string'}],
    value: (parameters: unknown) => ({
      key: siteParameter(parameters)?.site,
      // Nothing is accepted until somebody has looked at everything and set it to active.
      status: 'paused',
      locale: 'en',
      planLimit: 10_000,
      ...USUAL_SITE,
    }),
  },
]

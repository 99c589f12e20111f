import {html} from 'hono/html'
import {artametaLook} from './looks/artameta.ts'
import {bluefernLook} from './looks/bluefern.ts'
import {northpeakLook} from './looks/northpeak.ts'
import type {SiteLook} from './looks/siteLook.ts'

/** The look of a site; a plain one for sites that were added later. */
export function chooseLook(key: string, title: string): SiteLook {
  if (key === 'artameta') return artametaLook
  if (key === 'bluefern') return bluefernLook
  if (key === 'northpeak') return northpeakLook
  return plainLook(title)
}

/** The look of a site that has none of its own. */
function plainLook(title: string): SiteLook {
  return {
    style: ``,
    headline: title,
    introduction: 'A site of the network. Its forms are the ones that the registry defines.',
    points: [],
    newsletterTitle: 'Newsletter',
    newsletterText: '',
    enquiryTitle: 'Contact',
    enquiryText: '',
    art: html``,
  }
}

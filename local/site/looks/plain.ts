import {html} from 'hono/html'
import type {SiteLook} from './siteLook.ts'

/** The look of a site that has none of its own. */
export function plainLook(title: string): SiteLook {
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

import {html} from 'hono/html'
import type {ServerSite} from '../../functions/shared/siteRegistry.ts'
import {chooseLook} from './chooseLook.ts'
import type {DemoLinks, DemoPage} from './pageLayout.ts'

/** The list of all sites that the registry holds. */
export function indexPage(sites: readonly ServerSite[], links: DemoLinks): DemoPage {
  return {
    locale: 'en',
    title: 'Demo sites',
    style: '',
    links,
    body: html`<main class="wrap plain">
      <h1>Demo sites</h1>
      <p>
        One page for each site of the registry. Submit a form, then watch it arrive in the site’s
        workspace.
      </p>
      ${
        sites.length === 0
          ? html`<p>The registry holds no site yet.</p>`
          : html`<ul class="cards">
              ${sites.map((site) => {
                const title = site.title ?? site.key
                return html`<li>
                  <a href="/${site.key}">
                    <h2>${title}</h2>
                    <p lang="${site.locale ?? 'en'}">${chooseLook(site.key, title).introduction}</p>
                  </a>
                </li>`
              })}
            </ul>`
      }
    </main>`,
  }
}

/** Says that something is not there or does not answer, and what to do. */
export function messagePage(title: string, text: string, links: DemoLinks): DemoPage {
  return {
    locale: 'en',
    title,
    style: '',
    links,
    body: html`<main class="wrap plain">
      <h1>${title}</h1>
      <p>${text}</p>
    </main>`,
  }
}

import {html} from 'hono/html'
import {consentTextFor} from '../../core/consent/consentEvidence.ts'
import {formsOf, type Form} from '../../core/intake/resolveForm.ts'
import type {ServerSite} from '../../functions/shared/siteRegistry.ts'
import {chooseLook} from './chooseLook.ts'
import {formMarkup} from './formMarkup.ts'
import {FORM_SCRIPT} from './formScript.ts'
import type {Html, SiteLook} from './looks/siteLook.ts'
import type {DemoLinks, DemoPage} from './pageLayout.ts'
import {pageWords, type PageWords} from './pageWords.ts'

export interface TenantPageInput {
  site: ServerSite
  apiUrl: string
  links: DemoLinks
  /** Address of this page, with its campaign parameters. */
  pageUrl: string
  /** ISO 8601, UTC: when it is rendered. */
  now: string
  /** Signs that a form was rendered now. */
  signToken: (form: Form) => string
}

function formPanel(
  input: TenantPageInput,
  form: Form | undefined,
  heading: {title: string; text: string},
  words: PageWords,
): Html | '' {
  if (!form) return ''
  const {site, apiUrl, pageUrl, now, signToken} = input
  const text = consentTextFor(site, form, now, site.locale ?? undefined)
  const path = form.kind === 'newsletter' ? '/api/newsletter' : '/api/leads'
  return html`<section class="panel" id="${form.id}">
    <h2>${heading.title}</h2>
    ${heading.text === '' ? '' : html`<p>${heading.text}</p>`}
    ${formMarkup({
      site: site.key,
      form,
      consentText: text?.text ?? null,
      token: signToken(form),
      action: `${apiUrl}${path}`,
      pageUrl,
      locale: site.locale ?? 'en',
      words,
    })}
  </section>`
}

function forms(input: TenantPageInput, look: SiteLook, words: PageWords): Html {
  const {site} = input
  if (site.status === 'paused' || site.status === 'archived') {
    return html`<section class="panel"><h2>${words.paused}</h2></section>`
  }
  const all = formsOf(site)
  const enquiry = {title: look.enquiryTitle, text: look.enquiryText}
  const newsletter = {title: look.newsletterTitle, text: look.newsletterText}
  const find = (kind: Form['kind']) => all.find((form) => form.kind === kind)
  return html`${formPanel(input, find('lead'), enquiry, words)}
  ${formPanel(input, find('newsletter'), newsletter, words)}`
}

/** A value as JavaScript literal that can't end the script element around it. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/** The page of a site, with its two registered forms. */
export function tenantPage(input: TenantPageInput): DemoPage {
  const {site, links} = input
  const title = site.title ?? site.key
  const locale = site.locale ?? 'en'
  const look = chooseLook(site.key, title)
  const words = pageWords(locale)
  const studio = links.studio === null ? [] : [{href: links.studio, label: 'See it in the Studio'}]
  const next = {
    newsletter: [{href: links.mailPage, label: 'Open the mail'}, ...studio],
    lead: studio,
  }
  const target = formsOf(site).find((form) => form.kind === 'lead')?.id ?? 'forms'
  return {
    locale,
    title,
    style: look.style,
    links,
    script: `const words = ${literal(words)}\nconst next = ${literal(next)}\n${FORM_SCRIPT}`,
    body: html`<header class="wrap top"><span class="brand">${title}</span></header>
      <main class="wrap">
        <div class="hero">
          <div>
            <h1>${look.headline}</h1>
            <p>${look.introduction}</p>
            <a class="call" href="#${target}">${look.enquiryTitle}</a>
          </div>
          <div class="art" aria-hidden="true">${look.art}</div>
        </div>
        <ul class="points">
          ${look.points.map(
            (point) =>
              html`<li>
                <h2>${point.title}</h2>
                <p>${point.text}</p>
              </li>`,
          )}
        </ul>
        <div class="forms" id="forms">${forms(input, look, words)}</div>
      </main>
      <footer><div class="wrap">${title} · ${(site.hosts ?? []).join(', ')}</div></footer>`,
  }
}

/** The list of all sites in the registry. */
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

/** A page with an error and what to do. */
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

import {isFormField, leadField} from '../../core/leads/leadFields.ts'
import {html} from 'hono/html'
import {HONEYPOT_FIELD} from '../../core/intake/intakeBody.ts'
import type {Form, FormField} from '../../core/intake/resolveForm.ts'
import type {Html} from './looks/siteLook.ts'
import type {PageWords} from './pageWords.ts'

/** A form as a page shows it. */
export interface ShownForm {
  site: string
  form: Form
  /** Registered text beside the consent box; `null` where the form has none. */
  consentText: string | null
  /** Signed proof of when the form was rendered. */
  token: string
  /** Where the form is sent. */
  action: string
  /** Address of the page, with its campaign parameters. */
  pageUrl: string
  locale: string
  words: PageWords
}

const INPUT_TYPES = {
  string: 'text',
  text: 'text',
  email: 'email',
  tel: 'tel',
  url: 'url',
  number: 'number',
  boolean: 'checkbox',
} as const

/** What browsers may offer for a field. */
function autofillOf(field: FormField): string {
  const target = field.leadField ?? field.name
  if (target === 'email') return 'email'
  return (isFormField(target) && leadField(target).autofill) || 'off'
}

function control(id: string, field: FormField): Html {
  const {name, type, required} = field
  const error = `${id}-error`
  const flag = required ? html` required` : ''
  if (type === 'text') {
    return html`<textarea
      id="${id}"
      name="${name}"
      rows="4"
      maxlength="5000"
      aria-describedby="${error}"
      ${flag}
    ></textarea>`
  }
  return html`<input
    id="${id}"
    name="${name}"
    type="${INPUT_TYPES[type]}"
    autocomplete="${autofillOf(field)}"
    aria-describedby="${error}"
    ${flag}
  />`
}

function fieldMarkup(prefix: string, field: FormField, words: PageWords): Html {
  const id = `${prefix}-${field.name}`
  const note = field.required ? '' : html` <span class="optional">(${words.optional})</span>`
  return html`<div class="field">
    <label for="${id}">${field.label}${note}</label>
    ${control(id, field)}
    <p class="error" id="${id}-error" data-error="${field.name}" hidden></p>
  </div>`
}

function consentMarkup(prefix: string, shown: ShownForm): Html | '' {
  const {consentText, form} = shown
  if (consentText === null) return ''
  const id = `${prefix}-consent`
  return html`<div class="field consent">
    <input
      id="${id}"
      name="consent"
      type="checkbox"
      value="true"
      aria-describedby="${id}-error"
      ${form.requiresConsent ? html` required` : ''}
    />
    <label for="${id}">${consentText}</label>
    <p class="error" id="${id}-error" data-error="consent" hidden></p>
  </div>`
}

/**
 * A registered form: sent by the browser itself where there is no script, and by
 * {@link file://./formScript.ts} where there is. Every form has an e-mail field, whether or not the
 * registry lists it.
 */
export function formMarkup(shown: ShownForm): Html {
  const {site, form, words, token, action, pageUrl, locale} = shown
  const prefix = `${site}-${form.id}`
  const email: FormField = {
    name: 'email',
    label: 'E-mail',
    type: 'email',
    required: true,
    leadField: 'email',
  }
  const listed = form.fields.some((field) => field.name === 'email')
  const fields = listed ? form.fields : [email, ...form.fields]
  const hidden = {site, form: form.id, token, page: pageUrl, locale}
  return html`<form
    method="post"
    action="${action}"
    accept-charset="utf-8"
    id="${prefix}"
    data-kind="${form.kind}"
    aria-label="${form.title}"
  >
    ${Object.entries(hidden).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <div class="trap" aria-hidden="true">
      <label for="${prefix}-trap">Website</label>
      <input
        id="${prefix}-trap"
        name="${HONEYPOT_FIELD}"
        type="text"
        tabindex="-1"
        autocomplete="off"
      />
    </div>
    ${fields.map((field) => fieldMarkup(prefix, field, words))} ${consentMarkup(prefix, shown)}
    <p class="failure" role="alert" hidden></p>
    <button type="submit">${form.kind === 'newsletter' ? words.signUp : words.send}</button>
  </form>`
}

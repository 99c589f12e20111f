import {draftsOf, pathTo, textOf, uniqueBy, type ArrayVerdict} from './keyed.ts'

/** Names that the endpoints use themselves. */
const RESERVED_FIELD_NAMES = ['site', 'form', 'fields', 'page', 'token', 'consent']

/** Whether every form has an id of its own. */
export function formIdsUnique(value: unknown): ArrayVerdict {
  return uniqueBy(value, (form) => textOf(form, 'id'), 'id', 'Another form has this id.')
}

/** Whether every form names a consent text that exists, and has one where consent is required. */
export function formsNameConsentTexts(value: unknown, consentTexts: unknown): ArrayVerdict {
  const known = new Set(draftsOf(consentTexts).map((text) => textOf(text, 'id')))
  const forms = draftsOf(value)
  const missing = forms.filter(
    (form) => form.requiresConsent === true && textOf(form, 'consentTextId') === '',
  )
  if (missing.length > 0) {
    return {
      message: 'This form requires consent, so it needs a consent text.',
      paths: missing.map((form) => pathTo(form, 'consentTextId')),
    }
  }
  const unknown = forms.filter((form) => {
    const id = textOf(form, 'consentTextId')
    return id !== '' && !known.has(id)
  })
  if (unknown.length === 0) return true
  return {
    message: `There is no such consent text. This site has: ${[...known].join(', ') || 'none yet'}.`,
    paths: unknown.map((form) => pathTo(form, 'consentTextId')),
  }
}

/** Whether the fields of one form have distinct names and none has a name that the endpoints use. */
export function formFieldsUsable(value: unknown): ArrayVerdict {
  const reserved = draftsOf(value).filter((field) =>
    RESERVED_FIELD_NAMES.includes(textOf(field, 'name')),
  )
  if (reserved.length > 0) {
    return {
      message: `These names are reserved: ${RESERVED_FIELD_NAMES.join(', ')}.`,
      paths: reserved.map((field) => pathTo(field, 'name')),
    }
  }
  return uniqueBy(
    value,
    (field) => textOf(field, 'name'),
    'name',
    'Another field of this form has this name.',
  )
}

/** Whether no two fields of a form fill the same field of the lead. */
export function formFieldTargetsUnique(value: unknown): ArrayVerdict {
  return uniqueBy(
    value,
    (field) => textOf(field, 'leadField'),
    'leadField',
    'Another field of this form has this lead field; only the first value would be stored.',
  )
}

/** Whether every newsletter form has double opt-in. */
export function newslettersConfirm(value: unknown): ArrayVerdict {
  const open = draftsOf(value).filter(
    (form) => form.kind === 'newsletter' && form.doubleOptIn === false,
  )
  return open.length === 0
    ? true
    : {
        message: 'Without double opt-in, anybody can sign up somebody else.',
        paths: open.map((form) => pathTo(form, 'doubleOptIn')),
      }
}

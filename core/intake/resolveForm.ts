import type {FormFieldType, FormKind, FormRecord, SiteRecord} from '../documents/site.ts'
import {fieldProblem, problem, type FieldProblem, type Problem} from '../problems/problem.ts'

/** A field of a form, complete. */
export interface FormField {
  name: string
  label: string
  type: FormFieldType
  required: boolean
  leadField: string | null
}

/** A form of the registry with all defaults applied. */
export interface Form {
  id: string
  kind: FormKind
  version: number
  title: string
  consentTextId: string | null
  requiresConsent: boolean
  requiresRenderToken: boolean
  doubleOptIn: boolean
  fields: FormField[]
}

/**
 * Applies the defaults to a form of the registry. They protect the person: a newsletter form asks for
 * consent, and a sign-up is confirmed by mail.
 *
 * @returns `null` for an entry without id or kind
 */
export function formOf(record: FormRecord): Form | null {
  const {id, kind} = record
  if (!id || !kind) return null
  return {
    id,
    kind,
    version: record.version ?? 1,
    title: record.title ?? id,
    consentTextId: record.consentTextId ?? null,
    requiresConsent: record.requiresConsent ?? kind === 'newsletter',
    requiresRenderToken: record.requiresRenderToken ?? false,
    doubleOptIn: record.doubleOptIn ?? true,
    fields: (record.fields ?? []).flatMap((field) => {
      if (!field.name) return []
      const {name, label, type, required, leadField} = field
      return [
        {
          name,
          label: label ?? name,
          type: type ?? 'string',
          required: required ?? false,
          leadField: leadField ?? null,
        },
      ]
    }),
  }
}

/** All forms of a site, complete. */
export function formsOf(site: Pick<SiteRecord, 'forms'>): Form[] {
  return (site.forms ?? []).flatMap((record) => formOf(record) ?? [])
}

/** The form that was sent, or why there is none. */
export type ResolvedForm = {ok: true; form: Form} | {ok: false; problems: FieldProblem[]}

function refuse(found: Problem): ResolvedForm {
  return {ok: false, problems: [fieldProblem('form', found)]}
}

/**
 * Finds the form that was sent: the one that the body names, else the site's first of that kind.
 *
 * @param kind - what the endpoint takes
 * @param requested - `form` of the body, as it was sent
 */
export function resolveForm(
  site: Pick<SiteRecord, 'forms'>,
  kind: FormKind,
  requested: unknown,
): ResolvedForm {
  const forms = site.forms ?? []
  if (requested === undefined || requested === null || requested === '') {
    const first = forms.find((form) => form.id && form.kind === kind)
    const form = first ? formOf(first) : null
    return form ? {ok: true, form} : refuse(problem('form.kind-missing', {kind}))
  }
  const named = forms.find((form) => form.kind && form.id === requested)
  const form = named ? formOf(named) : null
  if (!form) return refuse(problem('form.unknown'))
  if (form.kind !== kind) return refuse(problem('form.kind-other', {kind: form.kind}))
  return {ok: true, form}
}

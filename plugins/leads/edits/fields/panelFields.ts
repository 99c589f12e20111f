import {customFieldTitle, fieldLabel} from '../../../../core/leads/customFieldTitle.ts'
import type {CustomFieldType} from '../../../../core/audience/customFields.ts'
import {siteCustomFields} from '../../../../core/audience/siteFields.ts'
import {customFieldValue} from '../../../../core/changes/customFieldChanges.ts'
import type {CustomFieldSources} from '../../../../core/documents/site.ts'
import {
  cleanCustomValue,
  customValueProblem,
  MAX_CUSTOM_VALUE,
} from '../../../../core/leads/customFieldValue.ts'
import {cleanField, valueProblem} from '../../../../core/leads/editableFields.ts'
import {LEAD_FIELDS, TEXT_FIELDS, type TextFieldName} from '../../../../core/leads/leadFields.ts'
import type {EditedLead, LeadFieldValue} from '../../../../core/changes/leadEdit.ts'
import type {Problem} from '../../../../core/problems/problem.ts'

/** How a field is typed in. */
export type FieldInputType = (typeof LEAD_FIELDS)[TextFieldName]['type'] | CustomFieldType

/** A field of a lead that is edited in the panel. */
export interface PanelField {
  /** Names it among the fields of the lead. */
  key: string
  /** Key of its name in the locale bundle, or the name itself for a custom field. */
  label: {key: string} | {text: string}
  type: FieldInputType
  maxLength: number
  /** What the lead has; empty for nothing. */
  value: string
  /** What is to be written for a value. */
  write: (value: string) => LeadFieldValue
  clean: (typed: string) => string
  problemOf: (value: string, members: ReadonlySet<string> | null) => Problem | null
}

function ownField(lead: EditedLead, field: TextFieldName): PanelField {
  const {type, maxLength} = LEAD_FIELDS[field]
  return {
    key: field,
    label: {key: `field.${field}`},
    type,
    maxLength,
    value: lead[field] ?? '',
    write: (value) => ({field, value}),
    clean: (typed) => cleanField(field, typed),
    problemOf: (value, members) => valueProblem(field, value, members),
  }
}

function customField(
  lead: EditedLead,
  name: string,
  label: string,
  type: CustomFieldType,
): PanelField {
  return {
    key: `custom.${name}`,
    label: {text: label},
    type,
    maxLength: MAX_CUSTOM_VALUE,
    value: customFieldValue(lead.customFields ?? null, name) ?? '',
    write: (value) => ({field: 'customFields', name, value}),
    clean: (typed) => cleanCustomValue(type, typed),
    problemOf: (value) => customValueProblem(type, value),
  }
}

/**
 * The fields of a lead that people edit in the panel: its own, then the custom fields that the site
 * defines, then those that only this lead has, such as columns of an imported file.
 */
export function panelFields(lead: EditedLead, site: CustomFieldSources): PanelField[] {
  const declared = siteCustomFields(site)
  const known = new Set(declared.map(({name}) => name))
  const further = (lead.customFields ?? []).flatMap(({name}) =>
    name && !known.has(name) ? [name] : [],
  )
  return [
    ...TEXT_FIELDS.map((field) => ownField(lead, field)),
    ...declared.map(({name, title, type}) => {
      return customField(lead, name, customFieldTitle({name, title}), type)
    }),
    ...[...new Set(further)].map((name) => customField(lead, name, fieldLabel(name), 'text')),
  ]
}

import {ENGAGEMENT_TITLES, SUBSCRIPTION_TITLES, titleStrings} from './choiceTitles.ts'
import {recordOf} from './recordOf.ts'
import type {FieldGroup, OptionSource} from '../audience/field.ts'

/**
 * What the value of a field is. It decides how the field is ordered, filtered, cleaned, edited and
 * exported, unless the field says otherwise.
 *
 * `user` is the id of a Studio user, `references` are ids of documents, `moment` is ISO 8601 in UTC.
 */
export type LeadFieldType =
  | 'text'
  | 'email'
  | 'phone'
  | 'linkedIn'
  | 'user'
  | 'choice'
  | 'tags'
  | 'references'
  | 'number'
  | 'moment'

/** How leads are ordered by a field. */
export interface FieldSort {
  /** GROQ expression of the key. The embedded lake keeps an index for each. */
  expression: string
  /** Direction of the first click: the greatest first where one looks for that. */
  first: 'asc' | 'desc'
  /** What the menu "Go to" offers beside the two ends. */
  jump: 'letters' | 'dates' | 'ends'
}

/** What is known of a field of a lead, once for the whole product. */
export interface LeadField {
  type: LeadFieldType
  /** English name, for headings. Tools take it into their locale bundles. */
  title: string
  /** The name inside a sentence. */
  phrase: string
  group: FieldGroup
  /** Path of the attribute, where it is not the field's name. */
  path?: string
  /**
   * Longest value that people may write, in UTF-16 code units; of tags, the longest tag. A field
   * without it is written by decisions of its own (such as the status) or by functions.
   */
  maxLength?: number
  /**
   * Lets a form fill the field of a new lead: the token of the HTML standard by which browsers offer a
   * person's own value (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill), or
   * `off` where the standard has none.
   */
  autofill?: string
  /**
   * Names that columns of files and fields of forms commonly have for it, beside the field's own
   * name: in lower case, without spaces, `-` and `_`.
   */
  headers?: readonly string[]
  /** Whether the grid's search looks at the beginnings of its words. The lake has an index of them. */
  isSearched?: true
  /** `null` for a field without an order. Left out, the type decides. */
  sort?: FieldSort | null
  /** The values there are, where code fixes them. */
  options?: readonly string[]
  /** Where a builder finds the values. */
  optionsFrom?: OptionSource
  /**
   * Whether a value can identify somebody, as any typed text can. Such values reach no
   * log and no URL, and the audit trail only as keyed marks.
   */
  isPersonal: boolean
  /** Whether the grid offers it as a column; it does unless this is `false`. */
  isColumn?: false
}

/**
 * The fields of a lead. Schema, projections, row schema, audience fields, columns, editors, forms,
 * exports and the lake's sort indexes derive from this record. CONTRIBUTING explains how to add one.
 */
export const LEAD_FIELDS = {
  name: {
    type: 'text',
    title: 'Name',
    phrase: 'name',
    group: 'person',
    maxLength: 200,
    autofill: 'name',
    headers: ['fullname', 'yourname'],
    isSearched: true,
    isPersonal: true,
  },
  email: {
    type: 'email',
    title: 'E-mail',
    phrase: 'e-mail',
    group: 'person',
    headers: ['emailaddress', 'mail'],
    isSearched: true,
    isPersonal: true,
  },
  phone: {
    type: 'phone',
    title: 'Phone',
    phrase: 'phone',
    group: 'person',
    maxLength: 60,
    autofill: 'tel',
    headers: ['phonenumber', 'telephone', 'tel', 'mobile'],
    isPersonal: true,
  },
  company: {
    type: 'text',
    title: 'Company',
    phrase: 'company',
    group: 'person',
    maxLength: 200,
    autofill: 'organization',
    headers: ['companyname', 'organisation', 'organization'],
    isSearched: true,
    isPersonal: true,
  },
  jobTitle: {
    type: 'text',
    title: 'Job title',
    phrase: 'job title',
    group: 'person',
    maxLength: 200,
    autofill: 'organization-title',
    headers: ['position'],
    isPersonal: true,
  },
  linkedIn: {
    type: 'linkedIn',
    title: 'LinkedIn',
    phrase: 'LinkedIn',
    group: 'person',
    maxLength: 300,
    autofill: 'off',
    headers: ['linkedinurl'],
    isPersonal: true,
    isColumn: false,
  },
  status: {
    type: 'choice',
    title: 'Status',
    phrase: 'status',
    group: 'sales',
    optionsFrom: 'statuses',
    isPersonal: false,
  },
  engagement: {
    type: 'choice',
    title: 'Engagement',
    phrase: 'engagement',
    group: 'sales',
    options: Object.keys(ENGAGEMENT_TITLES),
    isPersonal: false,
  },
  subscription: {
    type: 'choice',
    title: 'Newsletter',
    phrase: 'newsletter state',
    group: 'sales',
    options: Object.keys(SUBSCRIPTION_TITLES),
    isPersonal: false,
  },
  tags: {
    type: 'tags',
    title: 'Tags',
    phrase: 'tags',
    group: 'sales',
    maxLength: 80,
    optionsFrom: 'tags',
    isPersonal: true,
  },
  score: {
    type: 'number',
    title: 'Score',
    phrase: 'score',
    group: 'sales',
    maxLength: 20,
    isPersonal: false,
  },
  owner: {
    type: 'user',
    title: 'Owner',
    phrase: 'owner',
    group: 'sales',
    maxLength: 100,
    optionsFrom: 'owners',
    isPersonal: true,
  },
  lists: {
    type: 'references',
    title: 'Lists',
    phrase: 'lists',
    group: 'membership',
    optionsFrom: 'lists',
    isPersonal: false,
  },
  campaigns: {
    type: 'references',
    title: 'Campaigns',
    phrase: 'campaigns',
    group: 'membership',
    optionsFrom: 'campaigns',
    isPersonal: false,
    isColumn: false,
  },
  source: {
    type: 'text',
    title: 'Source',
    phrase: 'source label',
    group: 'source',
    path: 'source.label',
    // Labels are the site's own, with a capital: they are compared as they are written.
    sort: {expression: 'source.label', first: 'asc', jump: 'letters'},
    isPersonal: true,
  },
  createdAt: {
    type: 'moment',
    title: 'Created',
    phrase: 'creation date',
    group: 'dates',
    isPersonal: false,
  },
  lastContactAt: {
    type: 'moment',
    title: 'Last contact',
    phrase: 'last contact',
    group: 'dates',
    isPersonal: false,
  },
  lastActivityAt: {
    type: 'moment',
    title: 'Last activity',
    phrase: 'last activity',
    group: 'dates',
    isPersonal: false,
  },
} as const satisfies Record<string, LeadField>

/** Name of a field of a lead. */
export type LeadFieldName = keyof typeof LEAD_FIELDS

/** Names of those fields of which something is declared. */
type NamesWith<Declared> = {
  [Name in LeadFieldName]: (typeof LEAD_FIELDS)[Name] extends Declared ? Name : never
}[LeadFieldName]

type FieldOfType<Type extends LeadFieldType> = NamesWith<{type: Type}>

/** Field that people edit; the others have decisions of their own. */
export type EditableFieldName = NamesWith<{maxLength: number}>

/** Editable field that holds one line of text. */
export type TextFieldName = Exclude<EditableFieldName, FieldOfType<'tags' | 'number'>>

/** Field that a form may fill when a lead is new. */
export type FormFieldName = NamesWith<{autofill: string}>

/** Field that holds several texts. */
export type ListFieldName = FieldOfType<'tags' | 'references'>

/** Field that holds a number. */
export type NumberFieldName = FieldOfType<'number'>

/** Field whose values people read under another name: a title of a choice, the name of a user. */
export type LabelledFieldName = FieldOfType<'choice' | 'user'>

/** Field that holds a moment. */
export type MomentFieldName = FieldOfType<'moment'>

/** Field that the grid offers as a column. */
export type FieldColumn = Exclude<LeadFieldName, NamesWith<{isColumn: false}>>

/** All names, in the order in which builders and forms list them. */
export const LEAD_FIELD_NAMES = Object.keys(LEAD_FIELDS).filter(isLeadFieldName)

/** Whether a text names a field of a lead. */
export function isLeadFieldName(name: string): name is LeadFieldName {
  return Object.hasOwn(LEAD_FIELDS, name)
}

/** What is known of a field, with everything that it may leave out. */
export function leadField(name: LeadFieldName): LeadField {
  return LEAD_FIELDS[name]
}

/** Whether a field is one line of text that people edit. */
export function isTextField(name: LeadFieldName): name is TextFieldName {
  const {type, maxLength} = leadField(name)
  return maxLength !== undefined && type !== 'tags' && type !== 'number'
}

/** Whether a form may fill a field. */
export function isFormField(name: string): name is FormFieldName {
  return isLeadFieldName(name) && leadField(name).autofill !== undefined
}

/** Whether a field holds several texts. */
export function isListField(name: LeadFieldName): name is ListFieldName {
  const {type} = leadField(name)
  return type === 'tags' || type === 'references'
}

/** Whether a field holds a number. */
export function isNumberField(name: LeadFieldName): name is NumberFieldName {
  return leadField(name).type === 'number'
}

/** Whether people read the values of a field under another name. */
export function isLabelledField(name: LeadFieldName): name is LabelledFieldName {
  const {type} = leadField(name)
  return type === 'choice' || type === 'user'
}

/** Whether the grid offers a field as a column. */
export function isFieldColumn(name: string): name is FieldColumn {
  return isLeadFieldName(name) && leadField(name).isColumn !== false
}

/** Editable fields that hold one line of text, in the order in which changes are listed. */
export const TEXT_FIELDS = LEAD_FIELD_NAMES.filter(isTextField)

/** Fields that a form may fill. */
export const FORM_FIELDS = LEAD_FIELD_NAMES.filter(isFormField)

/** Fields that the grid offers as columns. */
export const FIELD_COLUMNS = LEAD_FIELD_NAMES.filter(isFieldColumn)

/** The GROQ path of a field's attribute. */
export function fieldPath(name: LeadFieldName): string {
  return leadField(name).path ?? name
}

/**
 * Strings for a locale bundle: the English name of each field by the key `<prefix>.<field>`.
 *
 * @param part - the name as a heading, or as it stands inside a sentence
 */
export function leadFieldStrings(
  prefix: string,
  part: 'title' | 'phrase',
): Readonly<Record<string, string>> {
  return titleStrings(
    prefix,
    recordOf(LEAD_FIELD_NAMES, (name) => leadField(name)[part]),
  )
}

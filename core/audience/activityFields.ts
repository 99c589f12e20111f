import type {LeadActivity} from '../sanity.types.generated.ts'
import type {AudienceField} from './field.ts'

/** What names of activity fields begin with in definitions. */
export const ACTIVITY_FIELD_PREFIX = 'activity.'

/** Kinds of entries in timelines that conditions can count. */
export const ACTIVITY_KINDS = [
  'submission',
  'consent',
  'email.sent',
  'email.delivered',
  'email.opened',
  'email.clicked',
  'email.replied',
  'email.bounced',
  'email.complained',
  'note',
  'status',
  'import',
  'merge',
  'field',
] as const satisfies readonly LeadActivity['kind'][]

function activityField(name: string): AudienceField {
  return {
    name: `${ACTIVITY_FIELD_PREFIX}${name}`,
    type: 'activity',
    storage: 'activity',
    group: 'activity',
    labelKey: `field.${ACTIVITY_FIELD_PREFIX}${name}`,
    label: null,
    options: [],
    optionsFrom: null,
    groq: () => 'null',
    read: () => null,
  }
}

/** A field for each kind of activity, and one for any. */
export const ACTIVITY_FIELDS: readonly AudienceField[] = ['any', ...ACTIVITY_KINDS].map(
  activityField,
)

/** The kind of `leadActivity` that an activity field counts; `null` for any. */
export function activityKindOf({name}: Pick<AudienceField, 'name'>): string | null {
  const kind = name.slice(ACTIVITY_FIELD_PREFIX.length)
  return kind === 'any' ? null : kind
}

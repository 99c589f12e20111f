import {ACTIVITY_KINDS, activityKindsWhere} from '../people/activityKinds.ts'
import type {AudienceField} from './field.ts'

/** Prefix of the names of activity fields in definitions. */
export const ACTIVITY_FIELD_PREFIX = 'activity.'

/** The last part of the name of the field that counts entries of every kind. */
const ANY = 'any'

/** Kinds of activity that conditions can count. */
export const COUNTED_KINDS = activityKindsWhere(({condition}) => condition !== null)

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
export const ACTIVITY_FIELDS: readonly AudienceField[] = [ANY, ...COUNTED_KINDS].map(activityField)

/** The kind of `leadActivity` that an activity field counts; `null` for any. */
export function activityKindOf({name}: Pick<AudienceField, 'name'>): string | null {
  const kind = name.slice(ACTIVITY_FIELD_PREFIX.length)
  return kind === ANY ? null : kind
}

/** The texts of activity fields, as `core/audience/strings` lists those of other fields. */
export const ACTIVITY_STRINGS: Readonly<Record<string, string>> = {
  'field.activity.any': 'Any activity',
  'event.activity.any': 'had an activity',
  'no-event.activity.any': 'had no activity',
  ...Object.fromEntries(
    COUNTED_KINDS.flatMap((kind) => {
      const {title, condition} = ACTIVITY_KINDS[kind]
      return [
        [`field.activity.${kind}`, title],
        [`event.activity.${kind}`, condition?.happened ?? ''],
        [`no-event.activity.${kind}`, condition?.didNotHappen ?? ''],
      ]
    }),
  ),
}

import {defineLocalesResources} from 'sanity'
import {leadFieldStrings} from '../../core/leads/leadFields.ts'
import {ENTRY_TEXTS} from '../../core/people/entryTexts.ts'
import {
  CUSTOM_FIELD_TYPE_TITLES,
  ENGAGEMENT_TITLES,
  titleStrings,
} from '../../core/leads/choiceTitles.ts'

/** Strings of the pieces that several tools share. */
const uiLocaleResources = defineLocalesResources('leads-ui', {
  /** Dialog that creates a custom field */
  'custom-field.title': 'New custom field',
  'custom-field.name': 'Name',
  'custom-field.type': 'Type',
  'custom-field.fixed': 'Name and type cannot be changed later: leads keep their values by them.',
  'custom-field.create': 'Create field',
  ...titleStrings('custom-field.type', CUSTOM_FIELD_TYPE_TITLES),
  'custom-field.note.text': 'Any line of text, up to 1,000 characters.',
  'custom-field.note.number': 'Such as 12 or -3.5. Filters compare numbers.',
  'custom-field.note.boolean': 'Yes or no.',
  'custom-field.note.date': 'A day such as 2026-11-30. Filters know days and periods.',
  /** The clipboard could not be written */
  'copy.failed': 'The browser did not allow copying',
  /** Engagement badge */
  ...titleStrings('engagement', ENGAGEMENT_TITLES),
  /** Timeline entries, and the names of fields in their sentences */
  ...ENTRY_TEXTS,
  ...leadFieldStrings('entry.field', 'phrase'),
  /** Buttons of dialogs */
  'dialog.cancel': 'Cancel',
  'dialog.close': 'Close',
  /** Button of an error state */
  'error.retry': 'Try again',
  /** Statuses of a site */
  'site-status.active': 'Active',
  'site-status.paused': 'Paused',
  'site-status.archived': 'Archived',
  /** A user who is no longer a member of the project */
  'user.former': 'Former member',
  /** The user is not recorded */
  'user.nobody': 'Somebody',
  /** A user whose name this person can't see */
  'user.unknown': 'A member whose name you can’t see',
})

export default uiLocaleResources

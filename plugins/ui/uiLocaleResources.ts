import {defineLocalesResources} from 'sanity'
import {ENGAGEMENT_TITLES, titleStrings} from '../../core/leads/choiceTitles.ts'

/** Strings of the pieces that several tools share. */
const uiLocaleResources = defineLocalesResources('leads-ui', {
  /** The clipboard could not be written */
  'copy.failed': 'The browser did not allow copying',
  /** Engagement badge */
  ...titleStrings('engagement', ENGAGEMENT_TITLES),
  /** Button of an error state */
  'error.retry': 'Try again',
  /** Statuses of a site */
  'site-status.active': 'Active',
  'site-status.paused': 'Paused',
  'site-status.archived': 'Archived',
  /** A user who belongs to the project no more */
  'user.former': 'Former member',
  /** It is not noted who it was */
  'user.nobody': 'Somebody',
  /** A user whose name and role are not told to this person */
  'user.untold': 'A member whose name you can’t see',
})

export default uiLocaleResources

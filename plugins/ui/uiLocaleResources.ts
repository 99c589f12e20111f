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
  /** A user who is no longer a member of the project */
  'user.former': 'Former member',
  /** The user is not recorded */
  'user.nobody': 'Somebody',
  /** A user whose name this person can't see */
  'user.unknown': 'A member whose name you can’t see',
})

export default uiLocaleResources

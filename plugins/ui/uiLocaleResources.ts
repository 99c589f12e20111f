import {defineLocalesResources} from 'sanity'

/** Strings of the pieces that several tools share. */
const uiLocaleResources = defineLocalesResources('leads-ui', {
  /** The clipboard could not be written */
  'copy.failed': 'The browser did not allow copying',
  /** Engagement badge: a link in a mail was followed */
  'engagement.clicked': 'Clicked',
  /** Engagement badge: a mail came back */
  'engagement.bounced': 'Bounced',
  /** Engagement badge: nothing was sent yet, and nothing speaks against it */
  'engagement.none': 'Active',
  /** Engagement badge: a mail was opened */
  'engagement.opened': 'Opened',
  /** Engagement badge: the person answered */
  'engagement.replied': 'Replied',
  /** Engagement badge: a mail was sent, nothing is known of it yet */
  'engagement.sent': 'Sent',
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

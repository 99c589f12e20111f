import {titleStrings} from '../../core/leads/choiceTitles.ts'
import {STRUCTURE_TITLES} from '../structure/structureTitles.ts'

/** English strings of the Studio's shell. */
export default {
  /** Titles in the structures of the workspaces */
  ...titleStrings('structure', STRUCTURE_TITLES),
  /** Label of the field that takes the key of a new site */
  'add-site.key-label': 'Key of the new site',
  /** What the key is for, below the label */
  'add-site.key-description':
    'A short name, used in ids and addresses. 3 to 40 lower-case letters, digits and hyphens, starting with a letter. It can’t be changed later.',
  /** Error for an invalid key */
  'add-site.key-invalid':
    'Use 3 to 40 lower-case letters, digits and hyphens, starting with a letter.',
  /** Button that opens the form of the new site */
  'add-site.open': 'Continue',
  /** Published versions of consent texts in the site's form */
  'consent.loading': 'Loading the published versions …',
  'consent.name': '{{id}}, version {{version}}',
  'consent.valid-from': 'valid from {{date}}',
  'consent.purpose-newsletter': 'Newsletter',
  'consent.purpose-contact': 'Being contacted',
  /** Above the versions that are drafts */
  'consent.unpublished': 'Not published yet:',
  'consent.new-version': 'New version',
  'consent.new-version-of': 'New version of {{id}} (this is version {{version}})',
  /** The draft differs from the published version, or lacks it */
  'consent.changed':
    'This draft changes a published version. People may have agreed to it: restore it, and add a new version instead.',
  'consent.missing': 'This draft lacks a published version. People may have agreed to it.',
  'consent.put-back': 'Restore',
  /** Badge in the navbar for a lake on this machine */
  'navbar.local-data': 'Local data',
  /** Explains the badge */
  'navbar.local-data.tooltip':
    'All data is on this machine. Click to see the e-mails that were sent.',
  /** Explains the badge where there is no mail page */
  'navbar.local-data.tooltip-plain': 'All data is on this machine.',
  /** Explains the link to the site; takes the host */
  'navbar.public-site.tooltip': 'Open {{host}} in a new tab',
  /** Explain the status of a site */
  'site-status.active.tooltip': 'Forms of this site are accepted.',
  'site-status.paused.tooltip': 'Forms of this site are refused until the site is active again.',
  'site-status.archived.tooltip': 'This site is read-only.',
  /** The list of all sites, where not all are in the workspace menu */
  'directory.title': 'All sites',
  'directory.why_one': 'You can open {{count}} site.',
  'directory.why_other':
    'You can open {{count, number}} sites. The workspace menu lists those you opened last.',
  'directory.search': 'Search sites by name or key',
  'directory.site': 'Site',
  'directory.key': 'Key',
  'directory.status': 'Status',
  'directory.no-match.title': 'No matching site',
  'directory.no-match.next': 'Search by part of a name or key.',
  'directory.clear': 'Show all sites',
  'directory.found_one': '{{count}} site',
  'directory.found_other': '{{count, number}} sites',
  'directory.more':
    'The first {{shown, number}} of {{count, number}} sites. Search to find others.',
  /** Shown while the Studio reloads for another user */
  'start.preparing': 'Loading your sites …',
  /** The registry could not be read */
  'start.unreadable.title': 'The list of sites can’t be read',
  'start.unreadable.refused': 'The store at {{host}} refused to list the sites ({{status}}).',
  'start.unreadable.timeout': 'The store at {{host}} did not answer within {{seconds}} seconds.',
  'start.unreadable.unreachable': 'The store at {{host}} can’t be reached.',
  'start.unreadable.next':
    'Your work is safe. Check that the store is running and that this machine can reach it, then try again.',
  'start.unreadable.local-next':
    'Start the local stack with “npm start”, wait for its ready line, then try again.',
  'start.retry': 'Try again',
  /** The user reaches no site */
  'start.no-sites.title': 'You have no sites',
  'start.no-sites.next':
    'You are signed in as {{name}}, but you have no role on any site. Ask a network administrator for a role, or sign in as another user.',
  'start.sign-out': 'Sign out',
  /** The address asks for a workspace that is not open to the user; says the same whether it exists */
  'start.closed.title': 'You can’t open this page',
  'start.closed.next':
    'You are signed in as {{name}}. At this address there is no site that you can open. You can open:',
} satisfies Record<string, string>

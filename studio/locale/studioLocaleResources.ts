/** English strings of the Studio's shell. */
export default {
  /** Label of the field that takes the key of a new site */
  'add-site.key-label': 'Key of the new site',
  /** What the key is for, below the label */
  'add-site.key-description':
    'A short name for ids and addresses. 3 to 40 lower-case letters, digits and hyphens, starting with a letter. It can’t be changed later.',
  /** Said when the key can't be used */
  'add-site.key-invalid':
    'Use 3 to 40 lower-case letters, digits and hyphens, starting with a letter.',
  /** Button that opens the form of the new site */
  'add-site.open': 'Continue',
  /** Published versions of consent texts in the site's form */
  'consent.loading': 'Looking up what is published …',
  'consent.name': '{{id}}, version {{version}}',
  'consent.valid-from': 'valid from {{date}}',
  'consent.purpose-newsletter': 'Newsletter',
  'consent.purpose-contact': 'Answering and contacting',
  /** Heads the versions that are being written */
  'consent.unpublished': 'Not published yet:',
  'consent.new-version': 'New version',
  'consent.new-version-of': 'New version of {{id}} (this is version {{version}})',
  /** The form has other words than those that are published, or none */
  'consent.changed':
    'This draft has other words for the version. It is published, and people may have agreed to it: put its words back, and write a new version.',
  'consent.missing':
    'This draft lacks the version. It is published, and people may have agreed to it.',
  'consent.put-back': 'Put it back',
  /** Badge in the navbar for a lake on this machine */
  'navbar.local-data': 'Local data',
  /** Explains the badge */
  'navbar.local-data.tooltip':
    'Everything here is stored on this machine. Open the mail that was sent.',
  /** Explains the badge where there is no mail page */
  'navbar.local-data.tooltip-plain': 'Everything here is stored on this machine.',
  /** Explains the link to the site; takes the host */
  'navbar.public-site.tooltip': 'Open {{host}} in a new tab',
  /** Explain the status of a site */
  'site-status.active.tooltip': 'This site’s forms are accepted.',
  'site-status.paused.tooltip': 'This site’s forms are refused until it is active again.',
  'site-status.archived.tooltip': 'This site is kept for reading only.',
  /** The list of all sites, where not all are in the workspace menu */
  'directory.title': 'All sites',
  'directory.why_one': '{{count}} site is open to you.',
  'directory.why_other':
    '{{count, number}} sites are open to you. The workspace menu has those you opened last.',
  'directory.search': 'Search sites by name or key',
  'directory.site': 'Site',
  'directory.key': 'Key',
  'directory.status': 'Status',
  'directory.no-match.title': 'No site matches',
  'directory.no-match.next': 'Sites are found by parts of their names or keys.',
  'directory.clear': 'Show all sites',
  'directory.found_one': '{{count}} site',
  'directory.found_other': '{{count, number}} sites',
  'directory.more': 'The first {{shown, number}} of {{count, number}} sites. Type to find others.',
  /** Shown while the Studio starts again for another user */
  'start.preparing': 'Preparing your sites …',
  /** The registry could not be read */
  'start.unreadable.title': 'The list of sites can’t be read',
  'start.unreadable.next':
    'Your work is safe. Check that the store is running and that this machine can reach it, then try again.',
  'start.unreadable.local-next':
    'Start the local stack with “npm start”, wait for its ready line, then try again.',
  'start.retry': 'Try again',
  /** The user reaches no site */
  'start.no-sites.title': 'No site is open to you',
  'start.no-sites.next':
    'You are signed in as {{name}}, but none of your roles reaches a site. Ask an administrator of the network for a role, or sign in as somebody else.',
  'start.sign-out': 'Sign out',
  /** The address asks for a workspace that is not open to the user; says the same whether it exists */
  'start.closed.title': 'There is nothing here for you',
  'start.closed.next':
    'You are signed in as {{name}}, and there is no site at this address that you may open. These are open to you:',
} satisfies Record<string, string>

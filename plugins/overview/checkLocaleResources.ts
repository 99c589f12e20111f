/**
 * Name of each check, its result (`check.<id>.<reason>`), and what to do about it
 * (`action.<id>.<reason>`). Ids and reasons are those of `core/diagnostics`.
 */
const checkLocaleResources = {
  'check.isolation': 'Isolation',
  'check.isolation.asking': 'Checking your permissions…',
  'check.isolation.isolated':
    'Your permissions were tested on every kind of record. They reach this site only.',
  'check.isolation.administrator':
    'You administer the network and reach every site, so your permissions do not show what this site’s own users reach.',
  'check.isolation.open':
    'Your permissions reach records of other sites ({{count}}), although you are not a network administrator.',
  'check.isolation.not-told':
    'Your permissions could not be read, or one of them could not be checked.',
  'action.isolation.open':
    'Give people roles for their site only. This needs a Sanity plan with custom roles.',
  'action.isolation.not-told':
    'Reload the page. If that does not help, ask an administrator to check the project’s roles.',

  'check.store': 'Store',
  'check.store.asking': 'Checking…',
  'check.store.answers': 'Reachable, and you can read this site.',
  'check.store.denied': 'Your role can’t read this site’s records.',
  'check.store.silent': 'Not reachable.',
  'action.store.denied': 'Ask a network administrator for a role on this site.',
  'action.store.silent': 'Check the connection to the store, then refresh.',

  'check.endpoints': 'Form endpoints',
  'check.endpoints.asking': 'Checking…',
  'check.endpoints.answer': 'Reachable, and connected to the store.',
  'check.endpoints.no-address': 'Their address is not configured in this Studio.',
  'check.endpoints.unreachable': 'Not reachable from this browser.',
  'check.endpoints.store-silent': 'Reachable, but not connected to the store: forms are refused.',
  'check.endpoints.not-configured': 'Reachable, but not configured: {{variables}} missing.',
  'action.endpoints.no-address': 'Configure the base URL of the endpoints (apiUrl) in the Studio.',
  'action.endpoints.unreachable': 'Start the endpoints, or correct their address.',
  'action.endpoints.store-silent': 'Check the endpoints’ connection to the store and their token.',
  'action.endpoints.not-configured': 'Set {{variables}} for the endpoints, then restart them.',

  'check.writeToken': 'Write token',
  'check.writeToken.set': 'The endpoints have one.',
  'check.writeToken.not-set': 'The endpoints have none: submissions can’t be stored.',
  'check.writeToken.endpoints-silent': 'Unknown, because the endpoints do not answer.',
  'action.writeToken.not-set': 'Set SANITY_API_TOKEN for the endpoints.',

  'check.siteStatus': 'Site',
  'check.siteStatus.active': 'Active: forms are accepted.',
  'check.siteStatus.paused': 'Paused: forms are refused.',
  'check.siteStatus.archived': 'Archived: read-only.',
  'action.siteStatus.paused': 'Set the site to active to accept forms again.',
  'action.siteStatus.archived': 'Set the site to active to use it again.',

  'check.forms': 'Forms',
  'check.forms.registered': '{{count}} registered.',
  'check.forms.none': 'None registered: nothing can be submitted.',
  'check.forms.no-newsletter': 'No newsletter form is registered.',
  'check.forms.no-lead': 'No enquiry form is registered.',
  'action.forms.none': 'Register the site’s forms.',
  'action.forms.no-newsletter': 'Register a newsletter form, if the site has a newsletter.',
  'action.forms.no-lead': 'Register a form for enquiries.',

  'check.allowedOrigins': 'Allowed origins',
  'check.allowedOrigins.complete': '{{count}}, including every public host.',
  'check.allowedOrigins.none': 'None: submissions from browsers are refused.',
  'check.allowedOrigins.hosts-left-out': 'Missing: {{hosts}}.',
  'action.allowedOrigins.none': 'Add the site’s origins, such as https://example.com.',
  'action.allowedOrigins.hosts-left-out': 'Add the origins of {{hosts}}.',

  'check.consentTexts': 'Consent texts',
  'check.consentTexts.valid': 'Every form that asks for consent has a registered text.',
  'check.consentTexts.not-needed': 'No form asks for consent.',
  'check.consentTexts.form-without-text': 'No valid text for {{forms}}: consent can’t be proved.',
  'action.consentTexts.form-without-text': 'Add a consent text for {{forms}}.',

  'check.doubleOptIn': 'Double opt-in',
  'check.doubleOptIn.on': 'On for every newsletter form.',
  'check.doubleOptIn.off': 'Off for {{forms}}: anybody can sign up somebody else.',
  'check.doubleOptIn.no-newsletter': 'The site has no newsletter form.',
  'action.doubleOptIn.off': 'Turn double opt-in on for {{forms}}.',

  'check.mailSender': 'Mail sender',
  'check.mailSender.complete': '{{address}}, with the server in {{variable}}.',
  'check.mailSender.no-sender': 'No sender address: confirmation e-mails can’t be sent.',
  'check.mailSender.no-name': 'No sender name.',
  'action.mailSender.no-sender': 'Enter the sender’s name and address.',
  'action.mailSender.no-name': 'Enter the sender’s name.',

  'check.mailDelivery': 'Mail delivery',
  'check.mailDelivery.asking': 'Checking…',
  'check.mailDelivery.store-silent': 'Unknown, because the store does not answer.',
  'check.mailDelivery.delivered': '{{count}} e-mails sent in the last 30 days, none failed.',
  'check.mailDelivery.failed': '{{count}} e-mails failed in the last 30 days.',
  'check.mailDelivery.stuck': '{{count}} e-mails have waited for more than 2 minutes.',
  'check.mailDelivery.nothing-sent': 'No e-mail was sent in the last 30 days.',
  'action.mailDelivery.failed': 'Check the failed e-mails and the mail server.',
  'action.mailDelivery.stuck': 'Check that the function send-mail is running.',

  'check.processing': 'Processing',
  'check.processing.asking': 'Checking…',
  'check.processing.store-silent': 'Unknown, because the store does not answer.',
  'check.processing.up-to-date': 'No waiting submissions.',
  'check.processing.stuck': '{{count}} unprocessed for more than 2 minutes.',
  'check.processing.failed': '{{count}} could not be processed in the last 30 days.',
  'action.processing.stuck':
    'Check that the functions are running. They process waiting submissions again by themselves.',
  'action.processing.failed': 'Check the failed submissions. Each states its reason.',

  'check.leadStatuses': 'Lead statuses',
  'check.leadStatuses.defined': '{{count}} defined.',
  'check.leadStatuses.none': 'None: leads can’t be worked on.',
  'check.leadStatuses.no-default': 'No status is marked for new leads; they get “{{status}}”.',
  'action.leadStatuses.none': 'Define the statuses of the pipeline.',
  'action.leadStatuses.no-default': 'Mark the status that new leads start with.',

  'check.plan': 'Plan',
  'check.plan.asking': 'Checking…',
  'check.plan.store-silent': 'Unknown, because the store does not answer.',
  'check.plan.room': '{{leads, number}} of {{limit, number}} leads.',
  'check.plan.nearly-full':
    '{{leads, number}} of {{limit, number}} leads: {{room, number}} more can be imported or added by hand.',
  'check.plan.full':
    '{{leads, number}} of {{limit, number}} leads: no more can be imported or added by hand. Forms still add theirs.',
  'check.plan.over':
    '{{leads, number}} leads, {{over, number}} over the limit of {{limit, number}}. Forms still add leads; imports and adding by hand are refused.',
  'check.plan.no-limit': 'No limit is set.',
  'action.plan.nearly-full': 'Delete leads that nobody needs, or raise the plan’s limit.',
  'action.plan.full': 'Delete leads that nobody needs, or raise the plan’s limit.',
  'action.plan.over': 'Delete {{over, number}} leads that nobody needs, or raise the plan’s limit.',
  'action.plan.no-limit': 'Enter the number of leads in the plan.',

  'check.shopify': 'Shopify',
  'check.shopify.no-store': 'No store is configured.',
  'check.shopify.no-token': '{{store}} is configured, but no token is named.',
  'check.shopify.token-on-server': '{{store}}, with the token in {{variable}} on the server.',
  'action.shopify.no-token': 'Name the environment variable that holds the store’s token.',
}

export default checkLocaleResources

/**
 * What each check is called, why it stands as it does (`check.<id>.<reason>`), and what to do about
 * it (`action.<id>.<reason>`). Ids and reasons are those of `core/diagnostics`.
 */
const checkLocaleResources = {
  'check.isolation': 'Isolation',
  'check.isolation.asking': 'Checking your grants…',
  'check.isolation.isolated':
    'Your grants were tried on every kind of record: they reach this site only.',
  'check.isolation.administrator':
    'You administer the network and reach every site, so your grants tell nothing about this site’s own users.',
  'check.isolation.open':
    'Your grants reach records of other sites ({{count}}), although you are not an administrator of the network.',
  'check.isolation.not-told':
    'The project did not tell your grants, or one of them could not be judged.',
  'action.isolation.open':
    'Give people roles that are limited to their site. That takes a Sanity plan with custom roles.',
  'action.isolation.not-told':
    'Reload the page; if it stays so, have the project’s roles looked at.',

  'check.store': 'Store',
  'check.store.asking': 'Asking…',
  'check.store.answers': 'Answers, and lets you read this site.',
  'check.store.denied': 'Your role may not read this site’s records.',
  'check.store.silent': 'Did not answer.',
  'action.store.denied': 'Ask for a role on this site.',
  'action.store.silent': 'Check the connection to the store, then ask again.',

  'check.endpoints': 'Form endpoints',
  'check.endpoints.asking': 'Asking…',
  'check.endpoints.answer': 'Reachable, and in contact with the store.',
  'check.endpoints.no-address': 'This Studio was not told where they are.',
  'check.endpoints.unreachable': 'Did not answer this browser.',
  'check.endpoints.store-silent': 'Reachable, but without contact to the store: forms are refused.',
  'check.endpoints.not-configured': 'Reachable, but not configured: {{variables}}.',
  'action.endpoints.no-address': 'Tell the Studio the base address of the endpoints (apiUrl).',
  'action.endpoints.unreachable': 'Start the endpoints, or correct their address.',
  'action.endpoints.store-silent': 'Check the endpoints’ connection and token.',
  'action.endpoints.not-configured':
    'Set {{variables}} where the endpoints run, then restart them.',

  'check.writeToken': 'Write token',
  'check.writeToken.set': 'The endpoints have one.',
  'check.writeToken.not-set': 'The endpoints have none: no form can be stored.',
  'check.writeToken.endpoints-silent': 'Only the endpoints can tell, and they do not answer.',
  'action.writeToken.not-set': 'Set SANITY_API_TOKEN where the endpoints run.',

  'check.siteStatus': 'Site',
  'check.siteStatus.active': 'Active: its forms are accepted.',
  'check.siteStatus.paused': 'Paused: its forms are refused.',
  'check.siteStatus.archived': 'Archived: kept for reading only.',
  'action.siteStatus.paused': 'Set the site to active to accept its forms again.',
  'action.siteStatus.archived': 'Set the site to active if it is to take part again.',

  'check.forms': 'Forms',
  'check.forms.registered': '{{count}} registered.',
  'check.forms.none': 'None registered: nothing can be sent.',
  'check.forms.no-newsletter': 'No newsletter form is registered.',
  'check.forms.no-lead': 'No enquiry form is registered.',
  'action.forms.none': 'Register the site’s forms.',
  'action.forms.no-newsletter': 'Register a newsletter form, if the site has a newsletter.',
  'action.forms.no-lead': 'Register a form for enquiries.',

  'check.allowedOrigins': 'Allowed origins',
  'check.allowedOrigins.complete': '{{count}}, and every public host is among them.',
  'check.allowedOrigins.none': 'None: every browser is refused.',
  'check.allowedOrigins.hosts-left-out': 'Not among them: {{hosts}}.',
  'action.allowedOrigins.none': 'Add the site’s origins, such as https://example.com.',
  'action.allowedOrigins.hosts-left-out': 'Add the origins of {{hosts}}.',

  'check.consentTexts': 'Consent texts',
  'check.consentTexts.valid': 'Every form that asks for consent shows a registered text.',
  'check.consentTexts.not-needed': 'No form asks for consent.',
  'check.consentTexts.form-without-text': 'No valid text for {{forms}}: consent cannot be proved.',
  'action.consentTexts.form-without-text': 'Add a consent text for {{forms}}.',

  'check.doubleOptIn': 'Double opt-in',
  'check.doubleOptIn.on': 'On for every newsletter form.',
  'check.doubleOptIn.off': 'Off for {{forms}}: anybody can subscribe a stranger.',
  'check.doubleOptIn.no-newsletter': 'The site has no newsletter form.',
  'action.doubleOptIn.off': 'Turn double opt-in on for {{forms}}.',

  'check.mailSender': 'Mail sender',
  'check.mailSender.complete': '{{address}}, by the server in {{variable}}.',
  'check.mailSender.no-sender': 'No sender address: no confirmation can be sent.',
  'check.mailSender.no-name': 'No sender name.',
  'action.mailSender.no-sender': 'Enter the sender’s name and address.',
  'action.mailSender.no-name': 'Enter the name that mail is sent under.',

  'check.mailDelivery': 'Mail delivery',
  'check.mailDelivery.asking': 'Asking…',
  'check.mailDelivery.store-silent': 'The store did not say.',
  'check.mailDelivery.delivered': '{{count}} handed over in the last 30 days, none failed.',
  'check.mailDelivery.failed': '{{count}} failed in the last 30 days.',
  'check.mailDelivery.stuck': '{{count}} waiting for more than 2 minutes.',
  'check.mailDelivery.nothing-sent': 'No mail was sent in the last 30 days, so it is not tried.',
  'action.mailDelivery.failed': 'Look at the failed e-mails and at the mail server.',
  'action.mailDelivery.stuck': 'Check that the function send-mail runs.',

  'check.processing': 'Processing',
  'check.processing.asking': 'Asking…',
  'check.processing.store-silent': 'The store did not say.',
  'check.processing.up-to-date': 'No submission waits.',
  'check.processing.stuck': '{{count}} unprocessed for more than 2 minutes.',
  'check.processing.failed': '{{count}} could not be processed in the last 30 days.',
  'action.processing.stuck': 'Check that the functions run; the sweep takes up what is left over.',
  'action.processing.failed': 'Look at the failed submissions: each says why.',

  'check.leadStatuses': 'Lead statuses',
  'check.leadStatuses.defined': '{{count}} defined.',
  'check.leadStatuses.none': 'None: leads cannot be worked on.',
  'check.leadStatuses.no-default': 'None is marked as the first; new leads get “{{status}}”.',
  'action.leadStatuses.none': 'Define the steps that a lead goes through.',
  'action.leadStatuses.no-default': 'Mark the status that new leads start with.',

  'check.plan': 'Plan',
  'check.plan.asking': 'Asking…',
  'check.plan.store-silent': 'The store did not say.',
  'check.plan.room': '{{leads, number}} of {{limit, number}} leads.',
  'check.plan.nearly-full': '{{leads, number}} of {{limit, number}} leads: nearly full.',
  'check.plan.over': '{{leads, number}} leads, over the limit of {{limit, number}}.',
  'check.plan.no-limit': 'No limit is set.',
  'action.plan.nearly-full': 'Make room, or raise the plan’s limit.',
  'action.plan.over': 'Raise the plan’s limit.',
  'action.plan.no-limit': 'Enter how many leads the plan includes.',

  'check.shopify': 'Shopify',
  'check.shopify.no-store': 'No store is connected.',
  'check.shopify.no-token': '{{store}} is connected, but no token is named.',
  'check.shopify.token-on-server':
    '{{store}} by the token in {{variable}}, which only the servers see.',
  'action.shopify.no-token': 'Name the environment variable that holds the store’s token.',
}

export default checkLocaleResources

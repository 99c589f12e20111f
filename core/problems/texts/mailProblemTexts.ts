/** Why an address is none, or a mail is not sent. No text repeats an address. */
export const MAIL_PROBLEM_TEXTS = {
  /** A text is not an e-mail address */
  'address.domain-dot': 'The part after the @ has a dot too many.',
  'address.domain-missing': 'The part after the @ is missing.',
  'address.domain-no-ending': 'The part after the @ lacks an ending such as “.com”.',
  'address.domain-unfit': 'The part after the @ is not a domain name.',
  'address.ip-address': 'The e-mail address must end in a domain name, not in an IP address.',
  'address.local-characters': 'The part before the @ has a character that is not allowed there.',
  'address.local-dot': 'The part before the @ has a dot too many.',
  'address.local-missing': 'The part before the @ is missing.',
  'address.local-too-long': 'The part before the @ is longer than {{limit}} characters.',
  'address.missing': 'The e-mail address is missing.',
  'address.no-at': 'The e-mail address lacks an @.',
  'address.quoted': 'Addresses in quotation marks are not accepted.',
  'address.several-ats': 'The e-mail address has more than one @.',
  'address.too-long': 'The e-mail address is longer than {{limit}} characters.',
  'address.unseen': 'The e-mail address has a space or an invisible character.',

  /** A message that can’t be sent to anybody */
  'mail.address-missing': 'The message leads to no e-mail address.',
  'mail.address-unfit': 'What it would be sent to is not one e-mail address.',
  'mail.kind-unknown': 'Messages of this kind are not sent.',
  'mail.not-text': 'Subject and text of the message must be texts.',
  'mail.person-missing': 'The message names nobody.',
  'mail.person-other': 'The message names another person than the one it would be sent to.',
  'mail.text-missing': 'The message has no text.',
  'mail.text-too-long': 'The text is longer than {{limit, number}} characters.',

  /** A person who is not mailed */
  'mail.asked-before':
    'The person was asked to confirm within the last 30 days. An import asks nobody again so soon.',
  'mail.bounced': 'The person’s address bounced.',
  'mail.complained': 'The person marked an e-mail as spam.',
  'mail.nothing-to-confirm': 'There is no longer anything to confirm.',
  'mail.subscriber-gone': 'There is no longer a subscriber who could confirm.',
  'mail.superseded': 'A newer confirmation e-mail replaces it.',
  'mail.suppressed': 'The person is on the suppression list.',
  'mail.unsubscribed': 'The person unsubscribed.',

  /** An attempt at sending that failed */
  'mail.given-up': 'No attempt to send it ended, so it is not tried again.',
  'mail.link-expired': 'Its link would have expired before it arrived.',
  'mail.no-links': 'Set the environment variable LEADS_PUBLIC_API_URL: the links need it.',
  'mail.no-sender': 'The site has no sender address. Enter one in the site registry.',
  'mail.no-server': 'Set the environment variable {{name}} to an SMTP server.',
  /** What the mail server or the connection to it said */
  'mail.not-taken': '{{message}}',
  'mail.site-missing': 'Its site is not in the registry.',
} as const

/**
 * Why a form is refused, or a submission is not processed. Visitors of a site read the texts of refused forms,
 * and pages translate their codes.
 */
export const INTAKE_PROBLEM_TEXTS = {
  'site.archived': 'This site takes no forms any more: it is archived.',
  'site.not-named': 'Say which site the form is for: put its key into “site”.',
  'site.origin-of-none':
    'No site takes forms from this origin. Put the key of the site into “site”.',
  'site.origin-of-several':
    'Several sites take forms from this origin. Put the key of one into “site”.',
  'site.paused': 'This site takes no forms at the moment: it is paused.',
  'site.unknown': 'There is no site with this key.',

  'form.kind-missing': 'The site has no form of the kind “{{kind}}”.',
  'form.kind-other': 'This is a form of the kind “{{kind}}”, which is sent to another address.',
  'form.no-consent-text': 'The form has no registered consent text yet, so it can’t take consent.',
  'form.not-named': 'Say which form is shown: put its id into “form”.',
  'form.unknown': 'The site has no form with this id.',

  'token.expired': 'The page was open for more than a day. Load it again and send the form again.',
  'token.foreign': 'The token does not belong to this form. Load the page again.',
  'token.missing': 'The token of the rendered form is missing. Load the page again.',

  'consent.needed': 'Consent is needed: tick the box to send the form.',

  /** What was sent in a field of the form */
  'entry.missing': '{{label}} is missing.',
  'entry.not-number': 'This is not a number.',
  'entry.not-phone': 'This is not a telephone number.',
  'entry.not-web-address': 'This is not a web address.',
  'entry.not-yes-no': 'This is neither yes nor no.',
  'entry.nul': 'The value has a NUL character.',
  'entry.too-long': 'The value is longer than {{limit, number}} characters.',
  'entry.type': 'The value must be a text, a number, true or false.',
  'entry.name': 'The name of a field must have 1 to {{limit}} visible characters.',
  'entry.too-many': 'A form may send at most {{limit}} fields.',

  /** A member of the body that intake itself reads */
  'member.not-object': 'It must be an object of names and values.',
  'member.not-text': 'It must be a text.',
  'member.not-true-false': 'It must be true or false.',
  'member.text-up-to': 'It must be a text of at most {{limit, number}} characters.',
  'member.unfit': 'It does not have the expected form.',

  'key.shape': 'The key must be 1 to 255 printable ASCII characters.',
  'key.used': 'This key was used before for a request with another body. Use a new key.',

  'link.incomplete': 'The link is not complete.',
  'link.spent': 'The link is not complete, or it has been used up.',

  /** A submission that is not processed */
  'submission.attempt-open': 'Attempt {{attempt}} began and has not ended.',
  'submission.form-missing': 'The submission does not name its form.',
  'submission.not-processed': '{{message}}',
  'submission.site-missing': 'Its site is not in the registry.',
} as const

import {fillText} from '../../../core/texts/english.ts'

/** What the pages behind forms and links of e-mails say in English. */
const ENGLISH = {
  /** What the newsletter and its sender are called inside a sentence */
  'newsletter.of-site': 'the newsletter of {{site}}',
  'newsletter.unnamed': 'the newsletter',
  'sender.unnamed': 'us',
  'page.home': 'Go to {{name}}',

  /** After a form was sent */
  'thanks.lead.title': 'Thank you',
  'thanks.lead.text': 'We have your message and will get back to you.',
  'thanks.confirm.title': 'One more step',
  'thanks.confirm.text':
    'If this address can be subscribed, we send an e-mail to it now. Open the link in the e-mail, and press the button to confirm.',
  'thanks.newsletter.title': 'Thank you',
  'thanks.newsletter.text': 'You are subscribed.',

  /** Behind the link of a confirmation e-mail */
  'confirm.ready.title': 'Confirm your subscription',
  'confirm.ready.text': 'Press the button to get {{newsletter}}. You can unsubscribe at any time.',
  'confirm.ready.button': 'Yes, subscribe me',
  'confirm.ready.note': 'You did not ask for it? Close this page, and nothing happens.',
  'confirm.confirmed.title': 'You are subscribed',
  'confirm.confirmed.text': 'Thank you. You will get {{newsletter}} from now on.',
  'confirm.already-confirmed.title': 'Already confirmed',
  'confirm.already-confirmed.text': 'You get {{newsletter}}. There is nothing left to do.',
  'confirm.withdrawn.title': 'You have unsubscribed',
  'confirm.withdrawn.text':
    'You unsubscribed after this e-mail was sent, so its link no longer works. To get {{newsletter}} again, sign up again.',
  'confirm.lapsed.title': 'This link has expired',
  'confirm.lapsed.text': 'The link was not used for a month. To get {{newsletter}}, sign up again.',
  'confirm.ended.title': 'This link no longer works',
  'confirm.ended.text': 'Your sign-up is no longer valid. To get {{newsletter}}, sign up again.',
  'confirm.superseded.title': 'There is a newer e-mail',
  'confirm.superseded.text':
    'We have sent you another e-mail since. Use the link in the newest one.',
  'confirm.expired.title': 'This link has expired',
  'confirm.expired.text': 'A link to confirm works for seven days. We can send you a new one.',
  'confirm.expired.button': 'Send me a new e-mail',
  'confirm.resent.title': 'We are sending a new e-mail',
  'confirm.resent.text': 'It arrives in your inbox in a minute.',
  'confirm.too-soon.title': 'We have just sent you an e-mail',
  'confirm.too-soon.text':
    'Check your inbox and your spam folder. If no e-mail arrives, try again later.',
  'confirm.suppressed.title': 'This address cannot be subscribed',
  'confirm.suppressed.text': 'We no longer send e-mail to this address. Contact us to change that.',
  'confirm.invalid.title': 'This link does not work',
  'confirm.invalid.text':
    'The link is not complete, or was used before. Open the e-mail and press its link again.',

  /** Behind the link to unsubscribe */
  'unsubscribe.ready.title': 'Unsubscribe?',
  'unsubscribe.ready.text': 'You will get no more e-mail from {{sender}}.',
  'unsubscribe.ready.button': 'Unsubscribe',
  'unsubscribe.again':
    'If somebody signs up with your address again, we may ask you to confirm it. We do not ask often.',
  'unsubscribe.done.title': 'You are unsubscribed',
  'unsubscribe.done.text': 'You will get no more e-mail from {{sender}}.',
  'unsubscribe.already.title': 'Already unsubscribed',
  'unsubscribe.already.text': 'You get no e-mail from {{sender}}. There is nothing left to do.',
  'unsubscribe.expired.title': 'This link has expired',
  'unsubscribe.expired.text': 'Use the link in a newer e-mail from {{sender}}.',
  'unsubscribe.invalid.title': 'This link does not work',
  'unsubscribe.invalid.text': 'The link is not complete. Open the e-mail and press its link again.',

  /** A form that was refused */
  'problem.413.title': 'You sent too much at once',
  'problem.422.title': 'Something is missing',
  'problem.429.title': 'Too many requests',
  'problem.503.title': 'We could not save this',
  'problem.503.text': 'Go back, and try again in a moment.',
  'problem.fields': 'Go back, correct this, and send the form again.',
} as const

/** A text of a public page. */
export type PageTextKey = keyof typeof ENGLISH

/** Texts by language. Another language is another entry; the compiler asks for all of its texts. */
const PAGE_TEXTS = {en: ENGLISH} satisfies Record<string, Record<PageTextKey, string>>

type Language = keyof typeof PAGE_TEXTS

/** The texts of the public pages of a site, in its language. */
export interface PageTexts {
  /** For the `lang` attribute. */
  language: Language
  text: (key: PageTextKey, values?: Readonly<Record<string, string>>) => string
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(PAGE_TEXTS, text)
}

/** Texts in the language of a site, such as `en-GB`; English where there are none. */
export function pageTexts(locale: string | null | undefined): PageTexts {
  const asked = (locale ?? '').split('-')[0]?.toLowerCase() ?? ''
  const language = isLanguage(asked) ? asked : 'en'
  return {language, text: (key, values) => fillText(PAGE_TEXTS[language][key], values)}
}

/** Whether a text is one of the public pages. */
export function isPageText(key: string): key is PageTextKey {
  return Object.hasOwn(ENGLISH, key)
}

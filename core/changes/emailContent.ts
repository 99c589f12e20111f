import type {EmailMessageRecord} from '../documents/people.ts'
import {cleanLine, cleanText} from '../people/cleanText.ts'

/** Longest subject, in UTF-16 code units. */
export const MAX_SUBJECT_LENGTH = 300

/** Longest text, in UTF-16 code units. */
export const MAX_BODY_LENGTH = 100_000

/** Subject and text of a mail that a person wrote, or why it has none. */
export type EmailContent = {ok: true; subject: string; body: string} | {ok: false; reason: string}

/**
 * What a person wrote in a one-off e-mail. A document may hold anything there, so what is no text is
 * refused.
 */
export function emailContent(message: Pick<EmailMessageRecord, 'subject' | 'body'>): EmailContent {
  const subject: unknown = message.subject ?? ''
  const body: unknown = message.body ?? ''
  if (typeof subject !== 'string' || typeof body !== 'string') {
    return {ok: false, reason: 'Subject and text of the message must be texts.'}
  }
  if (body.length > MAX_BODY_LENGTH) {
    return {ok: false, reason: `The text is longer than ${MAX_BODY_LENGTH} characters.`}
  }
  const text = cleanText(body, MAX_BODY_LENGTH)
  if (text === '') return {ok: false, reason: 'The message has no text.'}
  return {ok: true, subject: cleanLine(subject, MAX_SUBJECT_LENGTH) || '(no subject)', body: text}
}

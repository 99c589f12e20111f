import type {RenderTokenCheck} from './renderToken.ts'

/** Why a submission looks like spam. */
export type SpamReason =
  | 'honeypot'
  | 'token-absent'
  | 'token-invalid'
  | 'token-expired'
  | 'too-fast'
  | 'links'
  | 'many-links'
  | 'link-in-name'
  | 'markup'
  | 'repeated-text'

/** Whether a submission is spam, and why. */
export interface SpamVerdict {
  verdict: 'ham' | 'suspect' | 'spam'
  /** 0 and up; {@link SUSPECT_SCORE} and {@link SPAM_SCORE} are the thresholds. */
  score: number
  reasons: SpamReason[]
}

/** From this score on a submission is marked for a second look, but processed. */
const SUSPECT_SCORE = 50
/** From this score on a submission is stored, answered like any other, and never processed. */
const SPAM_SCORE = 100

const WEIGHTS: Record<SpamReason, number> = {
  honeypot: 100,
  'token-absent': 20,
  'token-invalid': 50,
  'token-expired': 10,
  'too-fast': 50,
  links: 30,
  'many-links': 60,
  'link-in-name': 60,
  markup: 50,
  'repeated-text': 40,
}

/** What a verdict is based on. */
export interface SpamEvidence {
  /** Value of the hidden field. */
  honeypot: string
  renderToken: RenderTokenCheck
  fields: readonly {name: string; value: string}[]
}

const LINK = /\b(?:https?:\/\/|www\.)\S/giu
const MARKUP = /\[url[=\]]|\[link[=\]]|<a\s[^<>]*href|<script\b|<iframe\b/iu
const NAME_FIELD = /^(?:first|last|full|your)?[-_ ]?name$/iu

function tokenReasons(check: RenderTokenCheck): SpamReason[] {
  switch (check.state) {
    case 'absent':
      return ['token-absent']
    case 'invalid':
      return ['token-invalid']
    case 'expired':
      return ['token-expired']
    case 'too-fast':
      return ['too-fast']
    default:
      return []
  }
}

/** Robots that do not know the fields put one text into all of them. */
function repeatsItself(values: readonly string[]): boolean {
  const long = values.map((value) => value.trim().toLowerCase()).filter((value) => value.length > 4)
  return long.length >= 3 && new Set(long).size === 1
}

function contentReasons(fields: SpamEvidence['fields']): SpamReason[] {
  const free = fields.filter((field) => !/^(?:https?:\/\/|www\.)\S+$/iu.test(field.value.trim()))
  const links = free.reduce((sum, field) => sum + (field.value.match(LINK)?.length ?? 0), 0)
  const reasons: SpamReason[] = []
  if (links > 5) reasons.push('many-links')
  else if (links > 2) reasons.push('links')
  if (fields.some((field) => NAME_FIELD.test(field.name) && field.value.search(LINK) >= 0)) {
    reasons.push('link-in-name')
  }
  if (fields.some((field) => MARKUP.test(field.value))) reasons.push('markup')
  if (repeatsItself(fields.map((field) => field.value))) reasons.push('repeated-text')
  return reasons
}

/**
 * Decides whether a submission is spam, from how it was sent and what it contains. Only the honeypot is
 * enough by itself; all other reasons have to add up, because people use autofill, keep tabs open and send
 * links.
 */
export function spamVerdict(evidence: SpamEvidence): SpamVerdict {
  const reasons: SpamReason[] = [
    ...(evidence.honeypot.trim() === '' ? [] : (['honeypot'] as const)),
    ...tokenReasons(evidence.renderToken),
    ...contentReasons(evidence.fields),
  ]
  const score = reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0)
  const verdict = score >= SPAM_SCORE ? 'spam' : score >= SUSPECT_SCORE ? 'suspect' : 'ham'
  return {verdict, score, reasons}
}

import type {StatedConsent} from '../../../core/consent/statedConsent.ts'
import type {NewLead} from '../../../core/changes/newLead.ts'
import {TEXT_FIELDS, type TextFieldName} from '../../../core/leads/leadFields.ts'
import {defaultLeadStatus} from '../../../core/people/leadStatus.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'

/** What was typed and chosen for a new lead. */
export interface LeadDraft {
  email: string
  texts: Readonly<Partial<Record<TextFieldName, string>>>
  score: string
  /** Tags, separated by commas. */
  tags: string
  status: string
  lists: readonly string[]
  custom: Readonly<Record<string, string>>
  /** Whether the person agreed to something; `null` while nobody said. */
  agreed: boolean | null
  consent: StatedConsent
}

/**
 * An empty draft.
 *
 * @param today - the day in the site's time zone
 */
export function emptyDraft(site: WorkspaceSite, today: string): LeadDraft {
  const consent = {textId: '', textVersion: 0, locale: '', action: 'spoken', note: ''} as const
  return {
    email: '',
    texts: {},
    score: '',
    tags: '',
    status: defaultLeadStatus(site),
    lists: [],
    custom: {},
    agreed: null,
    consent: {...consent, day: today},
  }
}

/** The lead that a draft asks for. A score that is no number becomes one that is refused. */
export function askedLead(draft: LeadDraft): NewLead {
  const {email, texts, tags, status, lists, custom, agreed, consent} = draft
  const score = draft.score.trim()
  return {
    email,
    status,
    lists,
    fields: {
      ...Object.fromEntries(TEXT_FIELDS.map((name) => [name, texts[name] ?? ''])),
      ...(score === '' ? {} : {score: Number(score.replace(',', '.'))}),
      tags: tags.split(','),
      customFields: custom,
    },
    consent: agreed === null ? null : agreed ? consent : 'none',
  }
}

/** Whether anything was entered that would be lost. */
export function isTouched(draft: LeadDraft): boolean {
  const {email, texts, score, tags, lists, custom, agreed} = draft
  const typed = [email, score, tags, ...Object.values(texts), ...Object.values(custom)]
  return agreed !== null || lists.length > 0 || typed.some((each) => each.trim() !== '')
}

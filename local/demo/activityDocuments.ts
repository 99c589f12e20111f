import {entryText, type EntryCode} from '../../core/people/entryTexts.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DemoActivity, DemoSubmission} from './documents.ts'
import type {Random} from './random.ts'
import {iso, type SiteContext, ulidAt} from './siteContext.ts'
import type {Story, StoryEmail} from './story.ts'
import {namedValues} from './submissionDocuments.ts'

const ACTORS = {
  visitor: {kind: 'visitor'},
  sweep: {kind: 'function', id: 'sweep'},
  mailing: {kind: 'function', id: 'send-mail'},
} as const

interface Entry {
  kind: DemoActivity['kind']
  at: number
  actor: DemoActivity['actor']
  /** Missing for what only other products write, such as mail of campaigns. */
  code?: EntryCode
  summary: string
  details?: Record<string, string>
  submissionId?: string
}

function emailEntries(email: StoryEmail, user: DemoActivity['actor']): Entry[] {
  const {campaign} = email
  const what = campaign ? `the campaign “${campaign.title}”` : 'a personal e-mail'
  const detail = campaign && {details: {campaign: campaign.documentId}}
  const entry = (kind: DemoActivity['kind'], at: number | undefined, text: string): Entry[] =>
    at === undefined ? [] : [{kind, at, actor: ACTORS.visitor, summary: text, ...detail}]
  return [
    {
      kind: 'email.sent',
      at: email.at,
      actor: campaign ? ACTORS.mailing : user,
      summary: `Sent ${what}`,
      ...detail,
    },
    ...entry('email.opened', email.openedAt, `Opened ${what}`),
    ...entry('email.clicked', email.clickedAt, `Followed a link in ${what}`),
    ...entry('email.replied', email.repliedAt, `Replied to ${what}`),
    ...entry('email.bounced', email.bouncedAt, `Mail provider returned ${what}`),
    ...entry('email.complained', email.complainedAt, `Marked ${what} as spam`),
  ]
}

/** Notes, imports and moves along the statuses. */
function workEntries(site: SiteContext, story: Story, user: DemoActivity['actor'], random: Random) {
  const title = (value: string) =>
    site.site.leadStatuses.find((status) => status.value === value)?.title ?? value
  const entries: Entry[] = story.steps.map(({at, from, to}) => ({
    kind: 'status',
    at,
    actor: user,
    ...entryText('entry.status.changed', {from: title(from), to: title(to)}),
    details: {from, to},
  }))
  for (const at of story.notes) {
    const details = {text: random.pick(site.profile.notes)}
    entries.push({kind: 'note', at, actor: user, ...entryText('entry.note.added'), details})
  }
  if (story.run) {
    const summary = `Imported with “${story.run.title}”`
    const details = {import: story.run.documentId}
    entries.push({kind: 'import', at: story.createdAt, actor: user, summary, details})
  }
  if (story.origin === 'manual') {
    const text = entryText('entry.lead.created')
    entries.push({kind: 'field', at: story.createdAt, actor: user, ...text})
  }
  return entries
}

function consentEntries(story: Story, submission: DemoSubmission | undefined): Entry[] {
  const {signUp} = story
  if (!signUp) return []
  const reference = submission && {submissionId: submission._id}
  const entries: Entry[] = []
  if (signUp.confirmedAt !== undefined && signUp.method === 'form') {
    const at = signUp.confirmedAt
    const text = entryText('entry.consent.confirmed')
    entries.push({kind: 'consent', at, actor: ACTORS.visitor, ...text, ...reference})
  }
  if (signUp.lapsedAt !== undefined) {
    const at = signUp.lapsedAt
    entries.push({kind: 'consent', at, actor: ACTORS.sweep, ...entryText('entry.consent.lapsed')})
  }
  if (signUp.end?.event === 'withdrawn') {
    const {at} = signUp.end
    const text = entryText('entry.consent.withdrawn')
    entries.push({kind: 'consent', at, actor: ACTORS.visitor, ...text})
  }
  return entries
}

/** The timeline of a person, oldest first. */
export function* activitiesOf(
  site: SiteContext,
  story: Story,
  ids: {key: string; leadId: string; owner: string},
  submissions: readonly DemoSubmission[],
  random: Random,
): Generator<DemoActivity> {
  const user = {kind: 'user', id: ids.owner} as const
  const signUp = submissions.find((submission) => submission.form.kind === 'newsletter')
  const entries: Entry[] = [
    ...submissions.map((submission): Entry => {
      const {kind, id} = submission.form
      const form = kind === 'newsletter' ? site.forms.newsletter : site.forms.lead
      return {
        kind: 'submission',
        at: Date.parse(submission.receivedAt),
        actor: ACTORS.visitor,
        ...entryText(kind === 'newsletter' ? 'entry.form.signed-up' : 'entry.form.sent', {
          form: form.title,
        }),
        details: {form: id, page: submission.source.pageUrl ?? ''},
        submissionId: submission._id,
      }
    }),
    ...consentEntries(story, signUp),
    ...workEntries(site, story, user, random),
    ...story.emails.flatMap((email) => emailEntries(email, user)),
  ]
  entries.sort((left, right) => left.at - right.at)
  for (const {kind, at, actor, code, summary, details, submissionId} of entries) {
    yield {
      _id: tenantDocumentId(site.profile.key, 'activity', ids.key, ulidAt(at, random)),
      _type: 'leadActivity',
      _createdAt: iso(at),
      _updatedAt: iso(at),
      site: site.profile.key,
      personKey: ids.key,
      leadId: ids.leadId,
      kind,
      at: iso(at),
      actor,
      ...(code && {code}),
      summary,
      ...(details && {details: namedValues(details)}),
      ...(submissionId && {submissionId}),
      // From before the trail began: more people may be added later, a chain only grows at its end.
      auditSeq: 0,
    }
  }
}

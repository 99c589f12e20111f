import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DemoEngagement, DemoLead, DemoSubmission} from './documents.ts'
import {slug} from './pools.ts'
import type {Random} from './random.ts'
import {iso, type SiteContext, ulidAt} from './siteContext.ts'
import type {Story} from './story.ts'
import {namedValues} from './submissionDocuments.ts'

const DAY = 86_400_000

const ENGAGEMENT_SCORE: Record<DemoEngagement, number> = {
  none: 0,
  sent: 4,
  opened: 14,
  clicked: 24,
  replied: 34,
  bounced: 0,
}

/** The furthest that the person went with any e-mail; a bounce outweighs everything. */
export function engagementOf(story: Story): DemoEngagement {
  const {emails} = story
  if (emails.some((email) => email.bouncedAt)) return 'bounced'
  if (emails.some((email) => email.repliedAt)) return 'replied'
  if (emails.some((email) => email.clickedAt)) return 'clicked'
  if (emails.some((email) => email.openedAt)) return 'opened'
  return emails.length > 0 ? 'sent' : 'none'
}

function scoreOf(
  site: SiteContext,
  story: Story,
  engagement: DemoEngagement,
  last: number,
  random: Random,
) {
  const age = (site.now - last) / DAY
  const base = 12 + ENGAGEMENT_SCORE[engagement] + 9 * story.steps.length
  const lost = story.status === site.lost.value ? 25 : 0
  const raw = base + (story.enquiries.length > 0 ? 10 : 0) - Math.min(20, age / 18) - lost
  return Math.max(0, Math.min(100, Math.round(raw + random.int(12))))
}

function tagsOf(site: SiteContext, story: Story, random: Random): string[] {
  const tags = new Set<string>()
  if (story.run) tags.add(story.run.tag)
  const more = random.weighted([
    [0, 52],
    [1, 33],
    [2, 12],
    [3, 3],
  ] as const)
  for (let count = 0; count < more; count++) tags.add(random.pick(site.profile.tags))
  return Array.from(tags)
}

/** What is known of the person; how much depends on where they came from. */
function detailsOf(site: SiteContext, story: Story, phone: string | undefined, random: Random) {
  const {person, knows} = story
  const company = knows.work ? person.company : undefined
  const handle = company && random.chance(0.35) ? slug(person.name, '-') : ''
  return {
    fields: {
      ...(knows.name && {name: person.name}),
      ...(phone && {phone}),
      ...(company && {company: company.name}),
      ...(company && random.chance(0.7) && {jobTitle: random.pick(site.profile.jobTitles)}),
      ...(handle !== '' && {linkedIn: `https://linkedin.example.com/in/${handle}`}),
    },
    customFields: namedValues({
      industry: company && random.chance(0.9) ? company.industry : undefined,
      companySize: company && random.chance(0.7) ? company.size : undefined,
      city: company && random.chance(0.8) ? company.city : undefined,
      plan: knows.work && random.chance(0.45) ? random.pick(site.profile.plans) : undefined,
    }),
  }
}

/** What {@link leadOf} needs to know besides the story. */
export interface LeadInput {
  key: string
  phone: string | undefined
  owner: string
  /** Newest submission that carries consent. */
  consented: DemoSubmission | undefined
}

/** The lead document of a story. */
export function leadOf(
  site: SiteContext,
  story: Story,
  {key, phone, owner, consented}: LeadInput,
  random: Random,
): DemoLead {
  const {fields, customFields} = detailsOf(site, story, phone, random)
  const engagement = engagementOf(story)
  const contact = lastContact(story)
  const lastAt = lastMoment(story)
  const last = iso(lastAt)
  const {origin, visit, run} = story
  const form = origin === 'enquiry' ? site.forms.lead : site.forms.newsletter
  const web = origin === 'enquiry' || origin === 'newsletter'
  const leadKey = origin === 'manual' ? ulidAt(story.createdAt, random) : key
  return {
    _id: tenantDocumentId(site.profile.key, 'lead', leadKey),
    _type: 'lead',
    _createdAt: iso(story.createdAt),
    _updatedAt: last,
    site: site.profile.key,
    email: story.person.email,
    ...fields,
    status: story.status,
    engagement,
    tags: tagsOf(site, story, random),
    lists: site.lists.flatMap((list) => (random.chance(list.share) ? [list.documentId] : [])),
    campaigns: story.emails.flatMap((email) => (email.campaign ? [email.campaign.documentId] : [])),
    customFields,
    score: scoreOf(site, story, engagement, lastAt, random),
    ...(story.steps.length > 0 && {owner}),
    createdAt: iso(story.createdAt),
    ...(contact !== undefined && {lastContactAt: iso(contact)}),
    lastActivityAt: last,
    subscription: story.suppressedAt ? 'suppressed' : (story.signUp?.status ?? 'none'),
    source: web
      ? {
          kind: 'form',
          formId: form.id,
          pageUrl: `${site.profile.origin}${visit.path}`,
          ...(visit.utm && {utm: visit.utm}),
          label: form.title,
        }
      : run
        ? {kind: 'import', label: run.title, importId: run.documentId}
        : {kind: 'manual', label: 'Added by hand'},
    ...(consented?.consent && {consent: {...consented.consent, submissionId: consented._id}}),
  }
}

/** The newest moment of a story, in milliseconds. */
function lastMoment(story: Story): number {
  const {signUp} = story
  let last = Math.max(story.createdAt, signUp?.at ?? 0, signUp?.confirmedAt ?? 0)
  const see = (at: number | undefined) => {
    if (at !== undefined && at > last) last = at
  }
  see(signUp?.lapsedAt)
  see(signUp?.end?.at)
  story.enquiries.forEach(see)
  story.notes.forEach(see)
  for (const step of story.steps) see(step.at)
  for (const email of story.emails) {
    see(email.at)
    see(email.openedAt)
    see(email.clickedAt)
    see(email.repliedAt)
  }
  return last
}

/** When the site last turned to the person, in milliseconds; `undefined` when it never did. */
function lastContact(story: Story): number | undefined {
  const moments = [...story.emails.map((email) => email.at), ...story.steps.map((step) => step.at)]
  return moments.length > 0 ? Math.max(...moments) : undefined
}

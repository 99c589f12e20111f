import {activitiesOf} from './activityDocuments.ts'
import type {DemoDocument, DemoLead, DemoSubmission} from './documents.ts'
import {leadOf} from './leadDocument.ts'
import {type Random, randomFrom, seedOf} from './random.ts'
import type {SiteContext} from './siteContext.ts'
import {drawStory, type Story} from './story.ts'
import {enquirySubmission, signUpSubmission} from './submissionDocuments.ts'
import {confirmationOf, subscriberOf, suppressionOf} from './subscriptionDocuments.ts'

/** The documents about one person: the lead, and what led to it. */
export interface PersonDocuments {
  lead: DemoLead
  /** Makes submissions, subscriber, suppression and timeline. */
  history: () => DemoDocument[]
  /** Id of the import that brought them, if one did. */
  importId: string | undefined
}

function submissionsOf(
  site: SiteContext,
  story: Story,
  key: string,
  phone: string | undefined,
  random: Random,
): DemoSubmission[] {
  const enquiries = story.enquiries.map((at) =>
    enquirySubmission(site, story, key, at, phone, random),
  )
  const {signUp} = story
  if (signUp?.method !== 'form') return enquiries
  return [...enquiries, signUpSubmission(site, story, key, signUp.at, story.knows.name, random)]
}

/**
 * The documents of a site's person number `index`: the same for the same site, index, reference day
 * and secret, however many others there are.
 */
export function personDocuments(site: SiteContext, index: number): PersonDocuments {
  const random = randomFrom(seedOf(site.profile.key, index))
  const story = drawStory(site, index, random)
  const key = site.personKey(story.person.email)
  const owner = random.pick(site.owners)
  const digits = String(100_000 + random.int(900_000))
  const phone = story.knows.phone ? site.profile.phone(digits) : undefined
  const submissions = submissionsOf(site, story, key, phone, random)
  const consented = submissions
    .filter((submission) => submission.consent)
    .reduce<DemoSubmission | undefined>(
      (newest, next) => (newest && newest.receivedAt > next.receivedAt ? newest : next),
      undefined,
    )
  const lead = leadOf(site, story, {key, phone, owner, consented}, random)
  const history = (): DemoDocument[] => {
    const sent = submissions.find((submission) => submission.form.kind === 'newsletter')
    const confirmation = story.signUp && sent && confirmationOf(site, key, story.signUp, sent)
    return [
      ...submissions,
      ...(confirmation ? [confirmation] : []),
      ...(story.signUp ? [subscriberOf(site, story, key, story.signUp, sent)] : []),
      ...suppressionOf(site, story, key),
      ...activitiesOf(site, story, {key, leadId: lead._id, owner}, submissions, random),
    ]
  }
  return {lead, history, importId: story.run?.documentId}
}

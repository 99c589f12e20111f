import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {useMemo} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid} from 'ulid'
import {addNote, type ChangeContext} from '../../../core/changes/leadChanges.ts'
import {administerConsent} from '../../../core/changes/administerConsent.ts'
import {
  byRule,
  GONE,
  type ChangeStore,
  type Made,
  type Overtaken,
} from '../../../core/changes/commitDecision.ts'
import {
  editLead,
  type EditedLead,
  type LeadEdit,
  type LeadNow,
  type LeadValue,
} from '../../../core/changes/leadEdit.ts'
import type {ConsentAction} from '../../../core/consent/subscriptionState.ts'
import {NOBODY, personIds, personOf, type PersonDocument} from '../../../core/documents/person.ts'
import type {CustomFieldSources, SiteRecord} from '../../../core/documents/site.ts'
import {problem} from '../../../core/problems/problem.ts'
import type {Lead} from '../../../core/sanity.types.generated.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import {changeStore, commitChange, commitOrThrow} from '../../ui/changeStore.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'

const lastStatusChangeQuery = defineQuery(
  '*[_type == "leadActivity" && site == $site && leadId == $id && kind == "status"] | order(at desc, _id asc)[0]{"by": actor.id, "to": details[name == "to"][0].value}',
)

const PROBLEMS = {gone: problem('lead.gone'), busy: problem('lead.busy')}

/** Who changes leads of which site. */
export interface LeadWriter {
  client: SanityClient
  site: CustomFieldSources & Pick<SiteRecord, 'key' | 'leadStatuses'>
  user: {id: string; name?: string}
}

/** Creates a writer for the current user. */
export function useLeadWriter(client: SanityClient): LeadWriter {
  const {document: site} = useSiteContext()
  const user = useCurrentUser()
  return useMemo(
    () => ({client, site, user: {id: user?.id ?? '', name: user?.name ?? ''}}),
    [client, site, user],
  )
}

/** The context of a change that the writer makes now. */
function contextOf({user}: LeadWriter): ChangeContext {
  return {
    actor: {kind: 'user', ...user},
    now: new Date().toISOString(),
    ids: {activity: ulid()},
  }
}

/** Reads a lead by its id: a query may not see the newest writes yet. */
export async function readLead(client: SanityClient, id: string): Promise<Lead | null> {
  const lead = await client.getDocument<Lead>(id, {tag: 'leads.change.read'})
  return lead?._type === 'lead' ? lead : null
}

function leadStore<Current>(
  {client}: LeadWriter,
  read: () => Promise<Current>,
): ChangeStore<Current> {
  return changeStore(client, 'leads.change.commit', read)
}

/** An edit of one field as an editor asks for it. */
export interface LeadEditRequest extends Pick<LeadEdit, 'seen' | 'wanted' | 'members' | 'isUndo'> {
  /** Id of the lead. */
  id: string
  /** The lead as it is shown, if it has the field; `null` to read it first. */
  shown: EditedLead | null
}

/** How an edit ended. */
export type LeadEditEnd = Made<LeadValue> | Overtaken<LeadValue>

/**
 * Commits an edit of one field with its timeline entry.
 *
 * @throws ChangeError when it is not allowed or the lead is gone; else the client's error
 */
export function commitLeadEdit(writer: LeadWriter, request: LeadEditRequest): Promise<LeadEditEnd> {
  const {client, site} = writer
  const {id, shown, ...edit} = request
  const readStatusChange = () =>
    client.fetch(
      lastStatusChangeQuery,
      {id, site: site.key ?? ''},
      {perspective: 'raw', tag: 'leads.change.who'},
    )
  const store = leadStore(writer, async (): Promise<LeadNow> => {
    const isStatus = edit.wanted.field === 'status'
    const [lead, statusChange] = await Promise.all([
      readLead(client, id),
      isStatus ? readStatusChange() : null,
    ])
    return {lead, statusChange}
  })
  const whole = {...edit, ...contextOf(writer), site}
  return commitChange(
    store,
    (now) => editLead(whole, now),
    PROBLEMS,
    shown ? {lead: shown} : undefined,
  )
}

/**
 * Commits a note on a lead. It does not conflict with changes of others.
 *
 * @throws ChangeError when it is not allowed or the lead is gone; else the client's error
 */
export async function commitNote(
  writer: LeadWriter,
  shown: EditedLead,
  text: string,
): Promise<void> {
  const {client, site} = writer
  const store = leadStore(writer, (): Promise<EditedLead | null> => readLead(client, shown._id))
  const context = contextOf(writer)
  await commitOrThrow(
    store,
    (lead) => (lead ? byRule(addNote({...context, lead, site, text}), null) : GONE),
    PROBLEMS,
    shown,
  )
}

/** A decision about a person's mail as an administrator asks for it. */
export interface ConsentRequest {
  leadId: string
  action: ConsentAction
  /** Why, in the administrator's words. */
  reason: string
}

/**
 * Commits an administrator's decision about a person's mail, in one transaction.
 *
 * @throws ChangeError when it is not allowed or the lead is gone; else the client's error
 */
export async function commitConsent(writer: LeadWriter, request: ConsentRequest): Promise<void> {
  const {client} = writer
  const {leadId, action, reason} = request
  const site = writer.site.key ?? ''
  const id = parseIdOfKind(leadId, 'lead')
  const store = leadStore(writer, async () => {
    if (id?.site !== site) return NOBODY
    const options = {tag: 'leads.consent.read'}
    const found = await client.getDocuments<PersonDocument>(personIds(site, id.key), options)
    return personOf(site, id.key, (each) => found.find((document) => document?._id === each))
  })
  const asked = {...contextOf(writer), site, action, reason}
  await commitOrThrow(
    store,
    ({lead, ...standing}) =>
      lead ? byRule(administerConsent({...asked, lead, ...standing}), null) : GONE,
    PROBLEMS,
  )
}

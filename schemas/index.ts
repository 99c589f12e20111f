import type {ComponentType} from 'react'
import type {ArrayOfObjectsInputProps, SchemaTypeDefinition, StringInputProps} from 'sanity'
import {auditEvent} from './auditEvent.ts'
import {campaignType} from './campaign.ts'
import {consentRegister} from './consentRegister.ts'
import {customerSyncControl} from './customerSyncControl.ts'
import {customerSyncRule} from './customerSyncRule.ts'
import {emailMessage} from './emailMessage.ts'
import type {Choice} from './fields/choices.ts'
import {jobChunk} from './jobChunk.ts'
import {JOB_TYPES} from './jobTypes.ts'
import {leadType} from './lead.ts'
import {leadActivity} from './leadActivity.ts'
import {leadList} from './leadList.ts'
import {leadSubmission} from './leadSubmission.ts'
import {newsletterSubscriber} from './newsletterSubscriber.ts'
import {pendingTrail} from './pendingTrail.ts'
import {privacyRequest} from './privacyRequest.ts'
import {savedView} from './savedView.ts'
import {segment} from './segment.ts'
import {shopifyCustomerSnapshot} from './shopifyCustomerSnapshot.ts'
import {siteType} from './site.ts'
import {suppression} from './suppression.ts'
import {trailHead} from './trailHead.ts'
import {trailLease} from './trailLease.ts'

/** What a workspace may decide about the types. */
export interface SchemaOptions {
  /** Statuses of the workspace's site; see {@link leadType}. */
  leadStatuses?: readonly Choice[]
  /** Leaves records of people out of the Studio's search, for a workspace that spans sites. */
  hidePeople?: boolean
  /** Draws for whom a campaign is; see {@link campaignType}. */
  audienceInput?: ComponentType<StringInputProps>
  /** Draws the consent texts of a site; see {@link siteType}. */
  consentTextsInput?: ComponentType<ArrayOfObjectsInputProps>
}

/** Types whose titles name a person. */
const PEOPLE: readonly string[] = ['lead', 'leadSubmission', 'newsletterSubscriber']

/** Types that nobody looks for by name. */
const INTERNAL: readonly string[] = ['jobChunk', 'trailHead', 'trailLease', 'pendingTrail']

/**
 * Of a type that is read-only as a whole. Its form draws no inputs, but what is pasted into one of its
 * fields would still be written: without enabled actions the form takes no change at all.
 */
function closed(type: SchemaTypeDefinition): {__experimental_actions?: string[]} {
  return 'readOnly' in type && type.readOnly === true ? {__experimental_actions: []} : {}
}

/** All document types of the suite. */
export function schemaTypes(options: SchemaOptions = {}): SchemaTypeDefinition[] {
  const {leadStatuses = [], hidePeople = false, audienceInput, consentTextsInput} = options
  const types = [
    siteType(consentTextsInput),
    leadType(leadStatuses),
    leadSubmission,
    newsletterSubscriber,
    leadActivity,
    savedView,
    segment,
    leadList,
    campaignType(audienceInput),
    ...Object.values(JOB_TYPES),
    jobChunk,
    emailMessage,
    suppression,
    privacyRequest,
    consentRegister,
    customerSyncRule,
    shopifyCustomerSnapshot,
    customerSyncControl,
    auditEvent,
    trailLease,
    trailHead,
    pendingTrail,
  ]
  return types.map((type) => ({
    ...type,
    ...closed(type),
    __experimental_omnisearch_visibility:
      !INTERNAL.includes(type.name) && !(hidePeople && PEOPLE.includes(type.name)),
  }))
}

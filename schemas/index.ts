import type {ComponentType} from 'react'
import type {ArrayOfObjectsInputProps, SchemaTypeDefinition, StringInputProps} from 'sanity'
import {auditEvent} from './auditEvent.ts'
import {campaignType} from './campaign.ts'
import {consentRegister} from './consentRegister.ts'
import {customFieldType} from './customField.ts'
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
import {importMapping} from './importMapping.ts'
import {savedView} from './savedView.ts'
import {segment} from './segment.ts'
import {shopifyCustomerSnapshot} from './shopifyCustomerSnapshot.ts'
import {siteType} from './site.ts'
import {suppression} from './suppression.ts'
import {planPlaces} from './planPlaces.ts'
import {trailHead} from './trailHead.ts'
import {trailLease} from './trailLease.ts'

/** What differs between workspaces. */
export interface SchemaOptions {
  /** Statuses of the workspace's site; see {@link leadType}. */
  leadStatuses?: readonly Choice[]
  /** Hides records of people from the Studio's search, for a workspace that spans sites. */
  hidePeople?: boolean
  /** Shows the audience of a campaign; see {@link campaignType}. */
  audienceInput?: ComponentType<StringInputProps>
  /** Input for the consent texts of a site; see {@link siteType}. */
  consentTextsInput?: ComponentType<ArrayOfObjectsInputProps>
}

/** Types whose titles name a person. */
const PEOPLE: readonly string[] = ['lead', 'leadSubmission', 'newsletterSubscriber']

/** Types that nobody searches for. */
const INTERNAL: readonly string[] = [
  'jobChunk',
  'trailHead',
  'trailLease',
  'pendingTrail',
  'planPlaces',
]

/**
 * Disables all actions of a read-only type. Its form shows no inputs, but pasting into a field would
 * still write: without actions the form accepts no change.
 */
function withoutActions(type: SchemaTypeDefinition): {__experimental_actions?: string[]} {
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
    customFieldType,
    importMapping,
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
    planPlaces,
    pendingTrail,
  ]
  return types.map((type) => ({
    ...type,
    ...withoutActions(type),
    __experimental_omnisearch_visibility:
      !INTERNAL.includes(type.name) && !(hidePeople && PEOPLE.includes(type.name)),
  }))
}

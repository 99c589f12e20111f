import type {SchemaTypeDefinition} from 'sanity'
import {auditEvent} from './auditEvent.ts'
import {bulkChange} from './bulkChange.ts'
import {campaign} from './campaign.ts'
import {customerSyncRule} from './customerSyncRule.ts'
import {emailMessage} from './emailMessage.ts'
import type {Choice} from './fields/choices.ts'
import {jobChunk} from './jobChunk.ts'
import {leadType} from './lead.ts'
import {leadActivity} from './leadActivity.ts'
import {leadExport} from './leadExport.ts'
import {leadImport} from './leadImport.ts'
import {leadList} from './leadList.ts'
import {leadSubmission} from './leadSubmission.ts'
import {newsletterSubscriber} from './newsletterSubscriber.ts'
import {segment} from './segment.ts'
import {shopifyCustomerSnapshot} from './shopifyCustomerSnapshot.ts'
import {site} from './site.ts'
import {suppression} from './suppression.ts'

/**
 * All document types of the suite.
 *
 * @param leadStatuses - statuses of the workspace's site; see {@link leadType}
 */
export function schemaTypes(leadStatuses: readonly Choice[] = []): SchemaTypeDefinition[] {
  return [
    site,
    leadType(leadStatuses),
    leadSubmission,
    newsletterSubscriber,
    leadActivity,
    segment,
    leadList,
    campaign,
    leadImport,
    leadExport,
    bulkChange,
    jobChunk,
    emailMessage,
    suppression,
    customerSyncRule,
    shopifyCustomerSnapshot,
    auditEvent,
  ]
}

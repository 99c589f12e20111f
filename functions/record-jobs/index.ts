import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../lib/functionServices.ts'
import {recordJob} from '../lib/recordJob.ts'

/** Runs when an export begins, and when an export or a bulk change has ended: the audit trail says so. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await recordJob(functionServices(context), event.data._id)
})

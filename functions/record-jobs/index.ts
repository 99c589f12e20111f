import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {recordJob} from './handler.ts'

/** Runs when an export begins, and when an export or a bulk change has ended: the audit trail says so. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await recordJob(functionServices(context), event.data._id)
})

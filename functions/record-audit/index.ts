import {documentEventHandler} from '@sanity/functions'
import {auditWriter} from '../shared/auditWriter.ts'
import {functionServices} from '../shared/functionServices.ts'

/** Runs when an entry of a person's timeline was written: the audit trail gets an event of it. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await auditWriter(functionServices(context)).record(event.data._id)
})

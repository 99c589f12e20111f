import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../lib/functionServices.ts'
import {recordChange} from '../lib/recordChange.ts'

/** Runs when people make, change or delete what they share: the audit trail gets the difference. */
export const handler = documentEventHandler<unknown>(async ({context, event}) => {
  await recordChange(functionServices(context), event.data)
})

import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {recordChange} from './handler.ts'
import {withRetry} from '../shared/withRetry.ts'

/**
 * Runs when people make, change or delete what they share: the audit trail gets the difference. The
 * call alone knows what it was before, so it does not give up at the first attempt.
 */
export const handler = documentEventHandler<unknown>(async ({context, event}) => {
  await withRetry(() => recordChange(functionServices(context), event.data))
})

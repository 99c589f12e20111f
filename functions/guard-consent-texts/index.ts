import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {withRetry} from '../shared/withRetry.ts'
import {guardTexts} from './handler.ts'

/**
 * Runs when somebody changed the consent texts of a site. Only this event holds the state before, so it
 * retries.
 */
export const handler = documentEventHandler<unknown>(async ({context, event}) => {
  const result = await withRetry(() => guardTexts(functionServices(context), event.data))
  if (result === 'restored') console.log('published consent texts were restored')
})

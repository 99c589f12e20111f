import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {withRetry} from '../shared/withRetry.ts'
import {guardTexts} from './handler.ts'

/**
 * Runs when somebody changed the consent texts of a site. The call tells what was there before, so it
 * does not give up at the first attempt.
 */
export const handler = documentEventHandler<unknown>(async ({context, event}) => {
  const result = await withRetry(() => guardTexts(functionServices(context), event.data))
  if (result === 'restored') console.log('published consent texts were put back')
})

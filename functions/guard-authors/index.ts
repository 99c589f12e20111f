import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {guardAuthor} from './handler.ts'

/** Runs when somebody writes another author into a document, and restores the author. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await guardAuthor(functionServices(context), event.data._id)
})

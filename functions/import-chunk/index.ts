import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {importRows} from './handler.ts'

/** Runs when an import was asked for or handed on, and writes its rows. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const result = await importRows(functionServices(context), _id, () => performance.now())
  if (result === 'failed') console.error(`${_id} failed; its document says why`)
})

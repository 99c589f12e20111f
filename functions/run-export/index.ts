import {randomUUID} from 'node:crypto'
import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {runExport} from './handler.ts'

/** Runs when an export was asked for, and makes it ready for download. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const services = functionServices(context)
  const result = await runExport(services, _id, randomUUID(), () => performance.now())
  if (result === 'failed') console.error(`${_id} failed; its document says why`)
})

import {randomUUID} from 'node:crypto'
import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {sweep} from './handler.ts'

/** Runs by a schedule and does what other functions left undone. */
export const handler = scheduledEventHandler(async ({context}) => {
  const done = await sweep(functionServices(context), randomUUID(), () => performance.now())
  const counts = Object.entries(done).filter(([, count]) => count > 0)
  if (counts.length > 0) console.log(counts.map(([name, count]) => `${name}: ${count}`).join(', '))
})

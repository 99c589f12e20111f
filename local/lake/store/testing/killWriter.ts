/**
 * Writes transactions as fast as it can until it is killed, and tells each acknowledged one on
 * standard output. Run by `crash.integration.test.ts`.
 */
import {createSqliteStore} from '../sqliteStore.ts'
import {ACCESS, SUPERADMIN} from './storeFixture.ts'

const [directory = '', prefix = ''] = process.argv.slice(2)
const store = createSqliteStore({directory, access: ACCESS})
if (!store.hasDataset('test')) store.createDataset('test')

/** Each transaction creates three documents and counts itself in a fourth. */
async function write(writer: number): Promise<void> {
  const counter = `${prefix}.${writer}.counter`
  const start = {create: {_id: counter, _type: 'counter', count: 0}}
  await store.commit({dataset: 'test', caller: SUPERADMIN, mutations: [start]})
  for (let turn = 1; ; turn += 1) {
    const name = `${prefix}.${writer}.${turn}`
    await store.commit({
      dataset: 'test',
      caller: SUPERADMIN,
      transactionId: name,
      mutations: [
        ...[1, 2, 3].map((n) => ({create: {_id: `${name}.${n}`, _type: 'part'}})),
        {patch: {id: counter, inc: {count: 1}}},
      ],
    })
    // Waits for a reader that is slow. A line that is lost with this process counts as not acknowledged.
    await new Promise<void>((resolve) => process.stdout.write(`${name}\n`, () => resolve()))
  }
}

await Promise.all([0, 1, 2, 3].map(write))

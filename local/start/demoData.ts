import {mkdirSync} from 'node:fs'
import {DEMO_SITES} from '../demo/demoDocuments.ts'
import {seedDemoData, type SeedProgress} from '../demo/seed.ts'
import {createAccessControl} from '../lake/access/accessControl.ts'
import {createSqliteStore} from '../lake/store/sqliteStore.ts'
import {LOCAL_DATASET} from '../ports.ts'

const BAR_WIDTH = 24
/** Documents of the demo data for each lead, roughly; only for the progress bar. */
const DOCUMENTS_PER_LEAD = 1.2
/** With this many leads, seeding takes noticeable time. */
const WORTH_A_BAR = 50_000

function progressLine({documents, rate}: SeedProgress, leads: number): string {
  const share = Math.min(1, documents / (leads * DOCUMENTS_PER_LEAD))
  const filled = Math.round(share * BAR_WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  return `${bar} ${documents.toLocaleString('en')} documents, ${rate.toLocaleString('en')} a second`
}

/**
 * Creates the demo data of a data directory unless it exists already. No other process may have the
 * directory open.
 *
 * @param directory - the lake's data directory
 * @param siteUrl - base of the demo sites
 */
export async function seedOnce(options: {
  directory: string
  leads: number
  siteUrl: string
  secret: string
  log: (line: string) => void
}): Promise<void> {
  const {directory, leads, siteUrl, secret, log} = options
  mkdirSync(directory, {recursive: true})
  const access = createAccessControl({sites: () => DEMO_SITES.map(({key}) => key)})
  const caller = access.authenticate('local-api')
  if (!caller) throw new Error('The local robot that writes demo data does not exist.')
  const store = createSqliteStore({directory, access, log})
  try {
    if (!store.hasDataset(LOCAL_DATASET)) store.createDataset(LOCAL_DATASET)
    const onProgress = (progress: SeedProgress) => {
      if (leads >= WORTH_A_BAR) log(progressLine(progress, leads))
    }
    const now = new Date()
    const {written} = await seedDemoData({
      store,
      dataset: LOCAL_DATASET,
      caller,
      leads,
      now,
      siteUrl,
      secret,
      onProgress,
    })
    if (written > 0) {
      log(
        `Made demo data: ${leads.toLocaleString('en')} leads, ${written.toLocaleString('en')} documents.`,
      )
    }
  } finally {
    store.close()
  }
}

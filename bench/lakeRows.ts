import {auditRows} from './auditJob.ts'
import {type Loading, loadRows} from './benchData.ts'
import type {BenchRow} from './benchRow.ts'
import {bulkChangeRow} from './bulkChangeJob.ts'
import {exportRows} from './exportJob.ts'
import {importJobRows} from './importJob.ts'
import {intakeRows} from './intakeJob.ts'
import {jobEngineRow} from './jobEngineJob.ts'
import {leadExportRows} from './leadExportJob.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {listenerRows} from './listenerJob.ts'
import {policyRows} from './policyJob.ts'
import {shopFoldRow} from './shopFoldJob.ts'

/** The measured lake and its callers. */
export interface MeasuredLake {
  target: {url: string; pid: number}
  editor: LakeRequests
  admin: LakeRequests
}

/** Customers of the counted store. */
const SHOP_CUSTOMERS = 1_000_000

/** Rows of the measured import. */
const IMPORTED_ROWS = 100_000

/** The data of the run. */
export interface BenchDirectory {
  directory: string
  /** Number of its leads. */
  leads: number
  loading: Loading | null
}

/** The other measurements by name, in the order in which they run. */
export const LAKE_ROWS: readonly {
  name: string
  run: (lake: MeasuredLake, data: BenchDirectory) => Promise<BenchRow[]>
}[] = [
  {name: 'export', run: ({target}) => exportRows(target)},
  {name: 'leads as a file', run: ({target, admin}) => leadExportRows(target, admin)},
  {name: 'bulk change', run: ({editor}) => bulkChangeRow(editor).then((row) => [row])},
  {name: 'job', run: ({target}) => jobEngineRow(target.url).then((row) => [row])},
  {name: 'import', run: () => importJobRows(IMPORTED_ROWS)},
  {name: 'shop', run: () => shopFoldRow(SHOP_CUSTOMERS).then((row) => [row])},
  {name: 'intake', run: ({target, admin}) => intakeRows(target, admin)},
  {name: 'listeners', run: ({target, editor}) => listenerRows(target, editor)},
  {name: 'policy', run: () => policyRows()},
  {name: 'audit', run: (_, {leads}) => auditRows(leads)},
  {name: 'bulk load', run: (_, {directory, loading}) => loadRows(directory, loading)},
]

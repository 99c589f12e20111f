import {parseArgs} from 'node:util'

/** How the bench is called. */
export const USAGE = `npm run bench -- [--leads N] [--only NAME] [--strict] [--json FILE]
  --leads N     leads to measure with (1000000); their data is made once, below .local/bench
  --only NAME   only jobs whose names contain this
  --strict      lets queries lag behind writes, as \`npm start -- --strict\` does
  --json FILE   also writes the figures to a file`

/** What to measure. */
export interface BenchOptions {
  leads: number
  /** Part of a job's name; empty for all jobs. */
  only: string
  /** Whether queries lag behind writes. */
  strict: boolean
  json?: string
}

/** Reads the command line; `null` when it asks for help, or is wrong, which is told. */
export function readOptions(): BenchOptions | null {
  try {
    const {values} = parseArgs({
      options: {
        leads: {type: 'string', default: '1000000'},
        only: {type: 'string', default: ''},
        strict: {type: 'boolean', default: false},
        json: {type: 'string'},
        help: {type: 'boolean', default: false},
      },
    })
    const leads = Number(values.leads)
    if (values.help) return null
    if (!Number.isInteger(leads) || leads < 100) throw new Error('--leads must be at least 100')
    return {
      leads,
      only: values.only,
      strict: values.strict,
      ...(values.json ? {json: values.json} : {}),
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return null
  }
}

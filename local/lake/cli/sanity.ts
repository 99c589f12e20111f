/**
 * Runs the `sanity` command against a local lake: `node local/lake/cli/sanity.ts documents query '*'`.
 * The lake and the token come from `SANITY_STUDIO_API_HOST` and `SANITY_AUTH_TOKEN`; without them,
 * the lake of `npm start` and its superadmin.
 */
import {spawn} from 'node:child_process'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {LOCAL_DATASET, LOCAL_PROJECT_ID, PORTS} from '../../ports.ts'

const manifest = createRequire(import.meta.url).resolve('@sanity/cli/package.json')
const preload = new URL('./sendToLake.ts', import.meta.url).href
const inherited = process.env.NODE_OPTIONS ?? ''

const child = spawn(
  process.execPath,
  [join(dirname(manifest), 'bin', 'run.js'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {
      SANITY_STUDIO_API_HOST: `http://127.0.0.1:${PORTS.lake}`,
      SANITY_AUTH_TOKEN: 'local-superadmin',
      SANITY_STUDIO_PROJECT_ID: LOCAL_PROJECT_ID,
      SANITY_STUDIO_DATASET: LOCAL_DATASET,
      ...process.env,
      NODE_OPTIONS: `${inherited} --import=${preload}`.trim(),
    },
  },
)
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))

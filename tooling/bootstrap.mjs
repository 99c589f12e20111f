// Runs a script of this project on a machine that may have nothing installed and an old Node:
// installs the locked dependencies when they are missing or out of date, then starts the script
// with the Node that came with them.
//
//   node tooling/bootstrap.mjs <script.ts> [arguments]
import {spawn, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.lock-hash')
const node = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

function installed() {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash
}

function install() {
  console.log('Installing dependencies (about 1,100 packages, a minute or two) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  // Install scripts stay off; the two packages that need theirs are built by name.
  for (const args of [
    ['ci', '--ignore-scripts', ...quiet],
    ['rebuild', 'node', 'esbuild', '--ignore-scripts=false', ...quiet],
  ]) {
    const run = spawnSync(npm, args, {cwd: root, stdio: 'inherit'})
    if (run.status !== 0) {
      console.error(
        `npm ${args.join(' ')} failed. Check the network and the npm registry setting, then try again.`,
      )
      process.exit(run.status ?? 1)
    }
  }
  if (!existsSync(node)) {
    console.error(
      'The npm package "node" did not bring a Node.js for this platform. Install Node.js 24 and try again.',
    )
    process.exit(1)
  }
  writeFileSync(stamp, lockHash)
}

if (!installed()) install()

const [script, ...args] = process.argv.slice(2)
const child = spawn(node, [join(root, script), ...args], {
  cwd: process.cwd(),
  stdio: 'inherit',
  env: {
    ...process.env,
    DO_NOT_TRACK: '1',
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// npm runs scripts through a shell that passes no signal on: when npm is ended, only the change of
// the shell's parent, or of ours, tells.
function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? null
  } catch {
    return null // Not Linux, or gone.
  }
}
const parent = process.ppid
const grandparent = parentOf(parent)
setInterval(() => {
  if (process.ppid !== parent || parentOf(parent) !== grandparent) child.kill('SIGTERM')
}, 500).unref()
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))

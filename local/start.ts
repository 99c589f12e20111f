// `npm start`: the whole product on one machine, with no account and no internet.
import {rm} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {ArgumentError} from './commandArguments.ts'
import {endWithParent} from './endWithParent.ts'
import {parseStartArguments} from './start/arguments.ts'
import {startHosted, readHostedProject} from './start/hostedStack.ts'
import {startLocal} from './start/localStack.ts'

const root = dirname(import.meta.dirname)

function log(line: string): void {
  console.log(line)
}

async function main(): Promise<void> {
  endWithParent()
  const options = parseStartArguments(process.argv.slice(2))
  const directory = resolve(options.data)
  const hosted = readHostedProject(root)
  if (options.fresh && !hosted) await rm(directory, {recursive: true, force: true})

  const interrupted = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interrupted.resolve())
  }

  const stack = hosted
    ? await startHosted({root, options, project: hosted, log})
    : await startLocal({root, directory, options, log, interrupted: interrupted.promise})
  if (stack) {
    console.log(`ready ${JSON.stringify(stack.urls)}`)
    await interrupted.promise
    console.log('Stopping …')
    await stack.stop()
  }
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(error instanceof ArgumentError ? 2 : 1)
}

import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {expect, test} from 'vitest'

const MODULE = join(import.meta.dirname, '../endWithParent.ts')

const GRANDCHILD = `
import {endWithParent} from ${JSON.stringify(MODULE)}
endWithParent()
setInterval(() => undefined, 1000)
console.log('pid ' + process.pid)
`
const PARENT = `
import {spawn} from 'node:child_process'
spawn(process.execPath, ['--input-type=module-typescript', '-e', ${JSON.stringify(GRANDCHILD)}], {stdio: 'inherit'})
`

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a process ends when the one that started it is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve) => {
    createInterface({input: parent.stdout}).on('line', (line) => {
      if (line.startsWith('pid ')) resolve(Number(line.slice('pid '.length)))
    })
  })
  expect(isRunning(pid)).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(() => isRunning(pid), {timeout: 60_000}).toBe(false)
})

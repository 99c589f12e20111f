import {createServer} from 'node:net'

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/**
 * Checks that nobody listens on the ports of a stack yet.
 *
 * @param ports - what each port is for, and its number
 * @throws Error that names the ports taken and what to do
 */
export async function assertPortsFree(ports: Record<string, number>): Promise<void> {
  const taken: string[] = []
  for (const [use, port] of Object.entries(ports)) {
    if (!(await isFree(port))) taken.push(`${port} (${use})`)
  }
  if (taken.length === 0) return
  throw new Error(
    `Ports already in use: ${taken.join(', ')}. Another start may still be running: stop it, or ` +
      'use other ports with: npm start -- --offset 100',
  )
}

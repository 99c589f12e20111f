import {createServer} from 'node:net'
import {PORTS} from '../ports.ts'

export type StackPorts = Record<keyof typeof PORTS, number>

/** The ports of a stack that runs `offset` above the usual ones. */
export function portsWithOffset(offset: number): StackPorts {
  return {
    studio: PORTS.studio + offset,
    lake: PORTS.lake + offset,
    api: PORTS.api + offset,
    shop: PORTS.shop + offset,
    mailPage: PORTS.mailPage + offset,
    site: PORTS.site + offset,
    smtp: PORTS.smtp + offset,
  }
}

/**
 * Checks that no process listens on the ports of a stack yet.
 *
 * @param ports - by what each is for
 * @throws Error that names the used ports and what to do
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

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

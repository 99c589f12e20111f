import {serveOnLoopback} from '../loopbackServer.ts'
import {createShop, type LocalShop, type ShopOptions} from './createShop.ts'

/** A shop that answers. */
export interface RunningShop extends LocalShop {
  /** Base URL without a slash at the end: the value of `LEADS_SHOPIFY_API_HOST`. */
  url: string
  /**
   * Stops answering.
   *
   * @throws Error that lists what should never have arrived, after the server has stopped
   */
  stop(): Promise<void>
}

/**
 * Starts a shop on the loopback address.
 *
 * @param port - 0 takes any free port
 * @throws Error when the port is taken
 */
export async function startShop({
  port,
  ...options
}: ShopOptions & {port: number}): Promise<RunningShop> {
  const shop = createShop(options)
  const server = await serveOnLoopback(shop.app, port)
  return {
    ...shop,
    get operations() {
      return shop.operations
    },
    get violations() {
      return shop.violations
    },
    url: `http://127.0.0.1:${server.port}`,
    async stop() {
      await server.stop()
      shop.assertNoViolations()
    },
  }
}

import {keepCompiled} from './nodeSettings.ts'

/**
 * Tells the parent process that this server is ready. Stores the compiled code before that, because the
 * parent may kill the server at any time from then on.
 *
 * @param urls - where it listens, by name
 */
export function announceReady(urls: Readonly<Record<string, string>>): void {
  keepCompiled()
  console.log(`ready ${JSON.stringify(urls)}`)
}

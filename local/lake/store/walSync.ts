import {closeSync, fdatasync, fdatasyncSync, openSync, statSync} from 'node:fs'

/** Makes commits durable that SQLite wrote without waiting for the disk. */
export interface WalSync {
  /** Resolves when everything committed before the call survives a power cut. */
  sync(): Promise<void>
  /** {@link sync}, but blocks the thread. */
  syncNow(): void
  close(): void
}

/**
 * Syncs the write-ahead log of a file that is open with `synchronous = NORMAL`: SQLite then syncs
 * the log only before it is copied into the file, so that a commit is lost with the power unless
 * the log was synced since (sqlite.org/pragma.html#pragma_synchronous). Other than SQLite's own
 * sync, this one does not block the thread.
 *
 * @param file - the SQLite file, not its log
 */
export function createWalSync(file: string): WalSync {
  const log = `${file}-wal`
  let open: {descriptor: number; inode: number} | null = null
  const close = () => {
    if (open) closeSync(open.descriptor)
    open = null
  }
  /** A bulk load recreates the log, so the open descriptor may be of the old file. */
  const descriptor = (): number => {
    const inode = statSync(log).ino
    if (open?.inode !== inode) {
      close()
      open = {descriptor: openSync(log, 'r+'), inode}
    }
    return open.descriptor
  }
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(descriptor(), (error) => (error ? reject(error) : resolve()))
      }),
    syncNow: () => fdatasyncSync(descriptor()),
    close,
  }
}

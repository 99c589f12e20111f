import {parentPort, workerData} from 'node:worker_threads'
import Database from 'better-sqlite3'
import {keepCompiled} from '../../nodeSettings.ts'

const port = parentPort
if (!port) throw new Error('Checkpoints run in a worker thread')
const {file}: {file: string} = workerData

function copy(): void {
  const database = new Database(file, {fileMustExist: true})
  try {
    // Copies what no reader needs, without waiting (sqlite.org/pragma.html#pragma_wal_checkpoint).
    database.pragma('wal_checkpoint(PASSIVE)')
  } finally {
    database.close()
  }
}

port.on('message', (what: 'copy' | 'end') => {
  if (what === 'end') {
    port.close()
    return
  }
  copy()
  port.postMessage('copied', [])
})
keepCompiled()

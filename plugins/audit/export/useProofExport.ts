import type {SanityClient} from '@sanity/client'
import {useCallback, useEffect, useRef, useState} from 'react'
import {EmptyRangeError, exportProof, type EventRange, type ProofFile} from './exportProof.ts'
import {UnprovableEventError} from '../../../core/audit/auditProof.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {saveFile} from '../../ui/saveFile.ts'

/** How the making of a file stands. */
export type ExportPhase =
  | {kind: 'ready'}
  | {kind: 'running'; done: number; total: number}
  | {kind: 'failed'; reason: string}
  | {kind: 'saved'; file: Omit<ProofFile, 'contents'>}

function reasonOf(error: unknown): string {
  return error instanceof EmptyRangeError || error instanceof UnprovableEventError
    ? error.message
    : errorReason(error).reason
}

/** Makes files of ranges of a chain, and saves them. Taken away while it works, it stops. */
export function useProofExport(client: SanityClient, chain: string) {
  const [phase, setPhase] = useState<ExportPhase>({kind: 'ready'})
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback(
    async (range: EventRange) => {
      const controller = new AbortController()
      running.current = controller
      const total = range.last - range.first + 1
      setPhase({kind: 'running', done: 0, total})
      try {
        const {contents, ...file} = await exportProof(client, chain, range, {
          now: new Date().toISOString(),
          signal: controller.signal,
          onProgress: (done) => setPhase({kind: 'running', done, total}),
        })
        saveFile(file.name, contents)
        setPhase({kind: 'saved', file})
      } catch (error) {
        setPhase(
          controller.signal.aborted ? {kind: 'ready'} : {kind: 'failed', reason: reasonOf(error)},
        )
      }
    },
    [chain, client],
  )
  const cancel = useCallback(() => running.current?.abort(), [])
  return {phase, start, cancel}
}

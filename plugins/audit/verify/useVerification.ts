import type {SanityClient} from '@sanity/client'
import {useCallback, useEffect, useRef, useState} from 'react'
import {errorReason} from '../../ui/errorReason.ts'
import type {SignedEndsOptions} from './signedEnds.ts'
import {verifyChainHere, type Verification} from './verifyChain.ts'

/** How a check stands. */
export type VerificationPhase =
  | {kind: 'running'; done: number; total: number}
  | {kind: 'cancelled'; done: number}
  | {kind: 'failed'; reason: string}
  | {kind: 'done'; found: Verification}

const BEGINNING: VerificationPhase = {kind: 'running', done: 0, total: 0}

/** Checks a chain from the moment that it is drawn, until it is done, cancelled, or taken away. */
export function useVerification(
  client: SanityClient,
  chain: string,
  heads: SignedEndsOptions | null,
): {phase: VerificationPhase; cancel: () => void; again: () => void} {
  const [phase, setPhase] = useState<VerificationPhase>(BEGINNING)
  const running = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    const controller = running.current
    running.current = null
    controller?.abort()
  }, [])
  const run = useCallback(() => {
    const controller = new AbortController()
    const {signal} = controller
    running.current = controller
    let done = 0
    const told = (next: VerificationPhase) => {
      if (running.current === controller) setPhase(next)
    }
    verifyChainHere(client, chain, {
      heads,
      signal,
      onProgress: (progress) => {
        ;({done} = progress)
        if (!signal.aborted) told({kind: 'running', ...progress})
      },
    }).then(
      (found) => told({kind: 'done', found}),
      (error: unknown) =>
        told(
          signal.aborted
            ? {kind: 'cancelled', done}
            : {kind: 'failed', reason: errorReason(error).reason},
        ),
    )
  }, [chain, client, heads])
  useEffect(() => {
    run()
    return stop
  }, [run, stop])
  return {
    phase,
    cancel: useCallback(() => running.current?.abort(), []),
    again: useCallback(() => {
      setPhase(BEGINNING)
      run()
    }, [run]),
  }
}

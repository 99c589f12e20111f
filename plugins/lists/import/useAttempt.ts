import {useState} from 'react'
import {useErrorReason} from '../../ui/useProblemText.ts'

/** What could not be done last, and what tries something else. */
export interface Attempts {
  failure: string | null
  setFailure: (failure: string | null) => void
  /** Does something, and shows why where that fails. */
  attempt: (task: () => Promise<void>) => Promise<void>
}

/** Shows why the last thing that a person asked for was not done. */
export function useAttempt(): Attempts {
  const errorReason = useErrorReason()
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = async (task: () => Promise<void>) => {
    setFailure(null)
    try {
      await task()
    } catch (error) {
      setFailure(errorReason(error).reason)
    }
  }
  return {failure, setFailure, attempt}
}

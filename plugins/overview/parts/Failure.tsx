import {Box} from '@sanity/ui'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'

/** What a {@link Failure} shows. */
export interface FailureProps {
  /** What could not be done. */
  title: string
  error: unknown
  onRetry: () => void
}

/** Why a part of the page has nothing to show. A refusal is no fault and offers no second try. */
export function Failure(props: FailureProps) {
  const {title, error, onRetry} = props
  const {kind, reason} = errorReason(error)
  const denied = kind === 'denied'
  return (
    <Box flex={1} padding={2}>
      <ErrorState
        reason={reason}
        title={title}
        tone={denied ? 'caution' : 'critical'}
        {...(denied ? {} : {onRetry})}
      />
    </Box>
  )
}

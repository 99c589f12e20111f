import {ErrorState} from '../../../ui/ErrorState.tsx'
import {errorReason} from '../../../ui/errorReason.ts'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {LeadRows} from '../../view/useLeadRows.ts'
import type {ShownLeads} from '../../view/useShownLeads.ts'
import {FirstLeads} from './FirstLeads.tsx'
import {NoMatch} from './NoMatch.tsx'
import {UnknownFilter} from './UnknownFilter.tsx'

/** What there is to say instead of a grid. */
export type PaneMessageKind =
  /** The address names a filter that this user does not have. */
  | {kind: 'unknown-filter'}
  /** The view makes no sense (any more). */
  | {kind: 'bad-view'; error: Error}
  | {kind: 'failed'; error: Error}
  | {kind: 'no-match'}
  | {kind: 'empty'}

/** What there is to say instead of a grid; `null` when there is a grid. */
export function paneMessage(
  {filters, view}: ShownLeads,
  {compiled, data}: LeadRows,
): PaneMessageKind | null {
  const {pages} = data
  if (filters.isUnknown) return {kind: 'unknown-filter'}
  if (compiled.error) return {kind: 'bad-view', error: compiled.error}
  if (pages.error && pages.rows.length === 0) return {kind: 'failed', error: pages.error}
  if (pages.isLoading || pages.isPrevious || pages.rows.length > 0) return null
  const isNarrow =
    view !== null &&
    (view.quick !== 'all' ||
      view.search !== '' ||
      view.segmentId !== null ||
      view.audience !== null)
  return isNarrow ? {kind: 'no-match'} : {kind: 'empty'}
}

/** Says what there is to say instead of a grid, and offers a way on. */
export function PaneMessage(props: {
  message: PaneMessageKind
  apiUrl: string | undefined
  /** What is searched for. */
  query: string
  /** Shows all leads again. */
  onClear: () => void
  onRetry: () => void
}) {
  const {message, apiUrl, query, onClear, onRetry} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  switch (message.kind) {
    case 'unknown-filter':
      return <UnknownFilter onClear={onClear} />
    case 'no-match':
      return <NoMatch onClear={onClear} query={query} />
    case 'empty':
      return <FirstLeads apiUrl={apiUrl} />
    case 'bad-view': {
      const {kind, reason} = errorReason(message.error)
      return (
        <ErrorState
          onRetry={onClear}
          reason={reason}
          retryText={t('no-match.clear')}
          title={t(kind === 'denied' ? 'error.denied-title' : 'error.view-title')}
          tone="caution"
        />
      )
    }
    default: {
      const {kind, reason} = errorReason(message.error)
      return kind === 'denied' ? (
        <ErrorState reason={reason} title={t('error.denied-title')} tone="caution" />
      ) : (
        <ErrorState onRetry={onRetry} reason={reason} title={t('error.load-title')} />
      )
    }
  }
}

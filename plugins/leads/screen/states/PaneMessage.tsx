import {useTranslation} from 'sanity'
import {NothingFound} from '../../../ui/NothingFound.tsx'
import {ReadError} from '../../../ui/ReadError.tsx'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {LeadRows} from '../../view/useLeadRows.ts'
import type {ShownLeads} from '../../view/useShownLeads.ts'
import {LinkIcon} from '@sanity/icons/Link'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {AddUserIcon} from '@sanity/icons/AddUser'
import {UploadIcon} from '@sanity/icons/Upload'
import {CopyIcon} from '@sanity/icons/Copy'
import {LaunchIcon} from '@sanity/icons/Launch'
import {Code} from '@sanity/ui/code'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useImportLink} from '../../../ui/useImportLink.ts'
import {useCopy} from '../../../ui/useCopy.ts'
import {exampleRequest} from './exampleRequest.ts'

/** Why the grid is not shown. */
type PaneMessageKind =
  /** The URL names a filter that this user does not have. */
  | {kind: 'unknown-filter'}
  /** The view is invalid, or its segments could not be read. */
  | {kind: 'bad-view'; error: Error}
  | {kind: 'failed'; error: Error}
  | {kind: 'no-match'}
  | {kind: 'empty'}

/** Decides which message to show; `null` for the grid. */
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

/** A message instead of the grid, with a button to continue. */
export function PaneMessage(props: {
  message: PaneMessageKind
  apiUrl: string | undefined
  query: string
  /** Shows all leads again. */
  onClear: () => void
  onRetry: () => void
}) {
  const errorReason = useErrorReason()
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
    default:
      return (
        <ReadError
          deniedTitle={t('error.denied-title')}
          error={message.error}
          onRetry={onRetry}
          title={t('error.load-title')}
        />
      )
  }
}

/** A link whose filter belongs to somebody else. */
function UnknownFilter(props: {onClear: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <EmptyState
      actions={
        <Button
          fontSize={1}
          mode="ghost"
          onClick={props.onClear}
          padding={3}
          text={t('unknown-filter.clear')}
        />
      }
      description={t('unknown-filter.description')}
      icon={LinkIcon}
      title={t('unknown-filter.title')}
    />
  )
}

/** No lead matches the search or the filter. */
function NoMatch(props: {query: string; onClear: () => void}) {
  const {query, onClear} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <NothingFound
      clearText={t('no-match.clear')}
      description={t(query ? 'no-match.description' : 'no-match.filter-description')}
      onClear={onClear}
      title={query ? t('no-match.title', {query}) : t('no-match.filter-title')}
    />
  )
}

/** A site without leads: two ways to send the first one. */
function FirstLeads(props: {apiUrl: string | undefined}) {
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const copy = useCopy()
  const importLink = useImportLink()
  const request = exampleRequest(site, props.apiUrl)
  return (
    <EmptyState
      actions={
        <>
          {importLink && (
            <Button
              as="a"
              fontSize={1}
              href={importLink.href}
              icon={UploadIcon}
              onClick={importLink.onClick}
              padding={3}
              text={t('import.button')}
              tone="primary"
            />
          )}
          {URL.canParse(site.publicUrl) && (
            <Button
              as="a"
              fontSize={1}
              href={site.publicUrl}
              mode="ghost"
              icon={LaunchIcon}
              padding={3}
              rel="noopener noreferrer"
              target="_blank"
              text={t('empty.open-site', {host: new URL(site.publicUrl).host})}
            />
          )}
        </>
      }
      description={t('empty.description')}
      icon={AddUserIcon}
      title={t('empty.title')}
    >
      <Card border radius={3}>
        <Flex align="center" gap={3} padding={3}>
          <Stack flex={1} gap={3}>
            <Text as="h3" size={1} weight="medium">
              {t('empty.open-endpoint')}
            </Text>
            <Text muted size={1}>
              {t('empty.endpoint-description')}
            </Text>
          </Stack>
          <Button
            aria-label={t('empty.copy')}
            fontSize={1}
            icon={CopyIcon}
            mode="bleed"
            onClick={() => copy(request, t('empty.copied'))}
            padding={2}
          />
        </Flex>
        <Card borderTop overflow="auto" padding={3} tabIndex={0} tone="transparent">
          <Code size={1}>{request}</Code>
        </Card>
      </Card>
    </EmptyState>
  )
}

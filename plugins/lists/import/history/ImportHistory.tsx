import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import {UploadIcon} from '@sanity/icons/Upload'
import {useInfiniteQuery} from '@tanstack/react-query'
import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Container, Flex, Heading} from '@sanity/ui'
import {defineQuery} from 'groq'
import {useClient, useTranslation} from 'sanity'
import {useRouter, useStateLink} from 'sanity/router'
import {parseImportIntent} from '../../../../core/imports/importPlan.ts'
import {countDone} from '../../../../core/jobs/jobRecord.ts'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import {ROW_LABELS, UNDO_LABELS} from '../../../../core/imports/importLabels.ts'
import {agreesWithSource, reconcileImport} from '../../../../core/imports/reconciliation.ts'
import {sourceTotalsOf} from '../../../../core/imports/sourceTotals.ts'
import type {LeadImport} from '../../../../core/sanity.types.generated.ts'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {ReadError} from '../../../ui/ReadError.tsx'
import {IconButton} from '../../../ui/IconButton.tsx'
import {LoadingState} from '../../../ui/LoadingState.tsx'
import {MoreButton} from '../../../ui/MoreButton.tsx'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {RelativeTime} from '../../../ui/RelativeTime.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../../ui/studioApiVersion.ts'
import {IMPORT_PAGE} from '../../listsTool.ts'
import {importLocaleNamespace} from '../importLocale.ts'

/** Imports of one page, checks of rows among them, which are not shown. */
const PAGE_SIZE = 50

const importsQuery = defineQuery(`*[
  _type == "leadImport" && site == $site &&
  (_createdAt < $at || (_createdAt == $at && _id > $id))
] | order(_createdAt desc, _id asc)[0...50]`)

/** Where a page of imports begins. */
interface Place {
  at: string
  id: string
}

const NEWEST: Place = {at: '9999-12-31T23:59:59Z', id: ''}

async function readImports(client: SanityClient, site: string, after: Place, signal: AbortSignal) {
  const found = await client.fetch<LeadImport[]>(
    importsQuery,
    {site, at: after.at, id: after.id},
    {perspective: 'raw', signal, tag: 'leads.import.history'},
  )
  const last = found.at(-1)
  const next = last && found.length === PAGE_SIZE ? {at: last._createdAt, id: last._id} : null
  return {imports: found.filter((job) => !isCheck(job)), next}
}

/** Whether an import only checked its rows. */
function isCheck({intent}: ImportRecord): boolean {
  const work = parseImportIntent(intent)?.work
  return work?.kind === 'rows' && work.mode === 'check'
}

/** All imports of a site, the newest first. */
export function ImportHistory() {
  const {site, document} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {navigate} = useRouter()
  const query = useInfiniteQuery({
    queryKey: ['leads', 'imports', site],
    queryFn: ({pageParam, signal}) => readImports(client, site, pageParam, signal),
    initialPageParam: NEWEST,
    getNextPageParam: (page) => page.next,
  })
  if (!query.data) {
    if (!query.isError) return <LoadingState label={t('history.loading')} />
    return (
      <ReadError
        deniedTitle={t('history.denied')}
        error={query.error}
        onRetry={() => void query.refetch()}
        title={t('history.failed')}
      />
    )
  }
  const imports = query.data.pages.flatMap((page) => page.imports)
  const begin = () => navigate({page: IMPORT_PAGE})
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <Card borderBottom paddingX={3} paddingY={2}>
        <Flex align="center" gap={3} style={{minHeight: 35}}>
          <IconButton icon={ArrowLeftIcon} label={t('leave')} onClick={() => navigate({})} />
          <Box flex={1}>
            <Heading as="h1" size={0}>
              {t('history.title')}
            </Heading>
          </Box>
          <Button
            fontSize={1}
            icon={UploadIcon}
            onClick={begin}
            padding={2}
            text={t('history.begin')}
            tone="primary"
          />
        </Flex>
      </Card>
      <Box flex={1} overflow="auto" padding={4}>
        {imports.length === 0 && !query.hasNextPage ? (
          <EmptyState
            actions={
              <Button
                fontSize={1}
                icon={UploadIcon}
                onClick={begin}
                padding={3}
                text={t('history.begin')}
                tone="primary"
              />
            }
            description={t('history.empty-description')}
            icon={UploadIcon}
            title={t('history.empty')}
          />
        ) : (
          <Container width={4}>
            <PlainTable aria-label={t('history.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('history.import')}</th>
                  <th scope="col">{t('history.when')}</th>
                  <th scope="col">{t('history.state')}</th>
                  <th scope="col">{t('history.rows')}</th>
                </tr>
              </thead>
              <tbody>
                {imports.map((job) => (
                  <ImportRow job={job} key={job._id} timeZone={document.timeZone} />
                ))}
              </tbody>
            </PlainTable>
            <MoreButton query={query} text={t('report.more')} />
          </Container>
        )}
      </Box>
    </Flex>
  )
}

function ImportRow(props: {job: LeadImport; timeZone: string}) {
  const {job, timeZone} = props
  const {t} = useTranslation(importLocaleNamespace)
  const link = useStateLink({state: {page: IMPORT_PAGE, importId: job._id}})
  const lines = reconcileImport(job, sourceTotalsOf(job))
  const agrees = lines && agreesWithSource(lines)
  const counts: Readonly<Record<string, number | undefined>> = {...job.counts}
  const parts = [...ROW_LABELS, ...UNDO_LABELS].flatMap((label) => {
    const count = counts[label] ?? 0
    return count > 0 ? [t(`history.${label}`, {count})] : []
  })
  return (
    <tr>
      <th scope="row">
        <a href={link.href} onClick={link.onClick}>
          {job.title}
        </a>
      </th>
      <td>
        <RelativeTime at={job._createdAt} timeZone={timeZone} />
      </td>
      <td>{t(`state.${job.state}`, {done: countDone(job), total: job.totals.total})}</td>
      <td>
        {parts.join(', ')}
        {agrees !== null && <div>{t(agrees ? 'reconcile.agrees' : 'reconcile.differs')}</div>}
      </td>
    </tr>
  )
}

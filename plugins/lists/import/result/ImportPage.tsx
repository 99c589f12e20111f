import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Container, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useClient, useCurrentUser, useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {ulid as newUlid} from 'ulid'
import {parseProblems} from '../../../../core/problems/storedProblems.ts'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import {
  importId,
  newImport,
  parseImportId,
  requestPurge,
  type ImportRecord,
} from '../../../../core/imports/importJob.ts'
import {parseImportIntent} from '../../../../core/imports/importPlan.ts'
import {countDone, hasEnded} from '../../../../core/jobs/jobRecord.ts'
import {requestCancel, resumeJob} from '../../../../core/jobs/jobTransitions.ts'
import {AbsoluteTime} from '../../../ui/AbsoluteTime.tsx'
import {useErrorReason, useProblemText} from '../../../ui/useProblemText.ts'
import {DialogFrame} from '../../../ui/DialogFrame.tsx'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {IconButton} from '../../../ui/IconButton.tsx'
import {ReadError} from '../../../ui/ReadError.tsx'
import {LoadingState} from '../../../ui/LoadingState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../../ui/studioApiVersion.ts'
import {useDocumentGrant} from '../../../ui/useDocumentGrant.ts'
import {HISTORY_PAGE, IMPORT_PAGE} from '../../listsTool.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import {ImportCounts} from './ImportCounts.tsx'
import {ImportReport} from './ImportReport.tsx'
import {JobProgress, wholeFailure} from './JobProgress.tsx'
import {LeftColumns} from './LeftColumns.tsx'
import {SourceTotalsPart} from './SourceTotalsPart.tsx'
import {timeLeft} from './timeLeft.ts'
import {useImportJob} from './useImportJob.ts'

/** An import: its progress, its result, and how to undo it. */
export function ImportPage(props: {importId: string}) {
  const {site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {navigate} = useRouter()
  const job = useImportJob(client, site, props.importId)
  if (job.error) {
    return (
      <ReadError
        deniedTitle={t('result.denied')}
        error={job.error}
        onRetry={() => void job.refetch()}
        title={t('result.failed')}
      />
    )
  }
  if (job.data === undefined) return <LoadingState label={t('loading')} />
  if (job.data === null) {
    return <ErrorState reason={t('result.gone-reason')} title={t('result.gone')} tone="caution" />
  }
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <Card borderBottom paddingX={3} paddingY={2}>
        <Flex align="center" gap={3} style={{minHeight: 35}}>
          <IconButton
            icon={ArrowLeftIcon}
            label={t('history.back')}
            onClick={() => navigate({page: HISTORY_PAGE})}
          />
          <Heading as="h1" size={0} textOverflow="ellipsis">
            {job.data.title}
          </Heading>
        </Flex>
      </Card>
      <Box flex={1} overflow="auto" padding={4}>
        <Container width={4}>
          <ImportResult
            client={client}
            job={job.data}
            onUndone={(id) => navigate({page: IMPORT_PAGE, importId: id})}
          />
        </Container>
      </Box>
    </Flex>
  )
}

interface ImportResultProps {
  client: SanityClient
  job: ImportRecord
  /** Called with the id of the import that undoes this one. */
  onUndone: (id: string) => void
}

function ImportResult(props: ImportResultProps) {
  const {client, job} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const problemText = useProblemText()
  const errorReason = useErrorReason()
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const act = async (mutations: Mutation[]) => {
    setFailure(null)
    setBusy(true)
    try {
      await commitOnce(committer(client, 'leads.import.steer', 'sync'), mutations)
    } catch (error) {
      setFailure(errorReason(error).reason)
    } finally {
      setBusy(false)
    }
  }
  const isOpen = !hasEnded(job)
  const total = job.totals?.total ?? 0
  const done = countDone(job)
  const whole = wholeFailure(job)
  const resume = resumeJob(job)
  const isUndo = parseImportId(job._id)?.isUndo ?? false
  return (
    <Stack gap={4}>
      {failure !== null && (
        <Card padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{failure}</Text>
        </Card>
      )}
      {isOpen && (
        <JobProgress
          done={done}
          label={t(job.cancelRequested ? 'progress.pausing' : 'progress.label')}
          onStop={{
            text: t('progress.pause'),
            act: () => void act(requestCancel(job)),
            isDisabled: isBusy || job.cancelRequested === true,
          }}
          text={problemText(...parseProblems(job.waitingFor)) || progressText(t, job, done, total)}
          total={total}
        />
      )}
      {isOpen && (
        <Text muted size={1}>
          {t('progress.close')}
        </Text>
      )}
      {whole !== null && (
        <Card padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{problemText(...whole)}</Text>
        </Card>
      )}
      {!isOpen && (
        <Card
          border
          padding={4}
          radius={3}
          tone={job.state === 'succeeded' ? 'positive' : 'caution'}
        >
          <Flex align="center" gap={3} wrap="wrap">
            <Stack flex={1} gap={3}>
              <Text as="output" size={1} weight="medium">
                {t(`state.${job.state ?? 'failed'}`, {done, total})}
              </Text>
              {job.finishedAt && (
                <Text muted size={1}>
                  <AbsoluteTime at={job.finishedAt} timeZone={site.timeZone ?? 'UTC'} />
                </Text>
              )}
            </Stack>
            {resume.length > 0 && (
              <Button
                disabled={isBusy}
                fontSize={1}
                onClick={() => void act(resume)}
                padding={3}
                text={t('result.resume')}
                tone="primary"
              />
            )}
            <UndoButton {...props} />
          </Flex>
        </Card>
      )}
      <ImportCounts job={job} title={t('result.title')} />
      {!isOpen && !isUndo && <SourceTotalsPart client={client} job={job} key={job._id} />}
      {!isOpen && !isUndo && <LeftColumns job={job} />}
      {!isOpen && !isUndo && (
        <UploadedRows isBusy={isBusy} job={job} onPurge={() => void act(requestPurge(job))} />
      )}
      {!isOpen && <ImportReport client={client} job={job} />}
    </Stack>
  )
}

/** How long the rows of an ended import are kept, and a button that deletes them now. */
function UploadedRows(props: {job: ImportRecord; isBusy: boolean; onPurge: () => void}) {
  const {job, isBusy, onPurge} = props
  const {t} = useTranslation(importLocaleNamespace)
  const isAsked = job.purgeRequested === true
  const text = job.purgedAt ? 'rows.purged' : isAsked ? 'rows.purging' : 'rows.kept'
  return (
    <Flex align="center" gap={3} wrap="wrap">
      <Text as="output" muted size={1}>
        {t(text)}
      </Text>
      {!isAsked && !job.purgedAt && (
        <Button
          disabled={isBusy}
          fontSize={1}
          mode="bleed"
          onClick={onPurge}
          padding={2}
          text={t('rows.purge')}
        />
      )}
    </Flex>
  )
}

type Translate = (key: string, values?: Record<string, unknown>) => string

function progressText(t: Translate, job: ImportRecord, done: number, total: number): string {
  const text = t('progress.rows', {done, total})
  const left = timeLeft(job, done, total, Date.now())
  if (left === null) return text
  const {perSecond, seconds} = left
  const minutes = Math.ceil(seconds / 60)
  const rest =
    seconds < 60 ? t('progress.seconds', {count: seconds}) : t('progress.minutes', {count: minutes})
  return `${text} · ${t('progress.rate', {rate: perSecond})} · ${rest}`
}

/** Offers to undo an import, where that can be undone. */
function UndoButton(props: ImportResultProps) {
  const {client, job, onUndone} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const createdBy = useCurrentUser()?.id ?? ''
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const work = parseImportIntent(job.intent)?.work
  const mayUndo = useDocumentGrant('create', importId(site, 'new', 'undo')) !== 'denied'
  const changed = (job.counts?.['new'] ?? 0) + (job.counts?.['updated'] ?? 0)
  if (work?.kind !== 'rows' || work.mode !== 'write' || changed === 0) return null
  const undo = async () => {
    setBusy(true)
    try {
      const intent = {version: 1, work: {kind: 'undo', importId: job._id}} as const
      const document = newImport({site, ulid: newUlid(), intent, createdBy})
      await commitOnce(committer(client, 'leads.import.undo', 'sync'), [{create: document}])
      onUndone(document._id)
    } catch (error) {
      setFailure(errorReason(error).reason)
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        disabled={!mayUndo}
        fontSize={1}
        mode="ghost"
        onClick={() => setAsking(true)}
        padding={3}
        text={t(mayUndo ? 'undo.button' : 'undo.denied')}
        tone="critical"
      />
      {isAsking && (
        <DialogFrame
          confirm={{
            isBusy,
            onConfirm: () => void undo(),
            text: t('undo.confirm'),
            tone: 'critical',
          }}
          failures={failure === null ? [] : [failure]}
          onClose={() => setAsking(false)}
          title={t('undo.title')}
        >
          <Text size={1}>
            {t('undo.created', {count: job.counts?.['new'] ?? 0})}{' '}
            {t('undo.updated', {count: job.counts?.['updated'] ?? 0})}
          </Text>
          <Text muted size={1}>
            {t('undo.kept')}
          </Text>
        </DialogFrame>
      )}
    </>
  )
}

import type {SanityClient} from '@sanity/client'
import {Button, Flex, Stack, Text} from '@sanity/ui'
import {useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import {filesOfImport} from '../../../../core/imports/reportedChunks.ts'
import {sourceTotalsOf, stateTotals} from '../../../../core/imports/sourceTotals.ts'
import {grantSample, useStoredGrant} from '../../../ui/useDocumentGrant.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import {Reconciliation} from './Reconciliation.tsx'

/** The totals of an import that has ended, with those of its source, which can still be stated. */
export function SourceTotalsPart(props: {client: SanityClient; job: ImportRecord}) {
  const {client, job} = props
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const [totals, setTotals] = useState(sourceTotalsOf(job))
  const [isChanged, setChanged] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const {_id, createdBy} = job
  const sample = useMemo(() => grantSample(_id, createdBy ?? ''), [_id, createdBy])
  const mayState = useStoredGrant('update', sample) !== 'denied'
  const save = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await commitOnce(committer(client, 'leads.import.totals', 'sync'), stateTotals(job, totals))
      setChanged(false)
    } catch (error) {
      setFailure(errorReason(error).reason)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Stack gap={3}>
      <Reconciliation
        isCheck={false}
        isMigration={filesOfImport(job).some(({vendor}) => vendor !== null)}
        job={job}
        onChange={
          mayState
            ? (changed) => {
                setTotals(changed)
                setChanged(true)
              }
            : null
        }
        totals={totals}
      />
      {isChanged && (
        <Flex align="center" gap={3} justify="flex-end">
          {failure !== null && (
            <Text role="alert" size={1}>
              {failure}
            </Text>
          )}
          <Button
            disabled={isBusy}
            fontSize={1}
            loading={isBusy}
            onClick={() => void save()}
            padding={3}
            text={t('reconcile.save')}
            tone="primary"
          />
        </Flex>
      )}
    </Stack>
  )
}

import {Box, Button, Card, Flex, Stack, Text, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import {
  agreesWithSource,
  reconcileImport,
  type ReconciledLine,
  type ReconciledState,
} from '../../../../core/imports/reconciliation.ts'
import {
  MAX_SOURCE_TOTAL,
  SOURCE_TOTALS,
  type SourceTotals,
} from '../../../../core/imports/sourceTotals.ts'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {importLocaleNamespace} from '../importLocale.ts'

/** What {@link Reconciliation} shows. */
export interface ReconciliationProps {
  /** A check or a write that has ended. */
  job: ImportRecord
  /** What the source shows, as it was stated. */
  totals: SourceTotals
  /** Called with other totals; `null` for people who may not state any. */
  onChange: ((totals: SourceTotals) => void) | null
  /** Whether the files are exports of a service, which shows such totals. */
  isMigration: boolean
  /** Whether the rows were only checked. */
  isCheck: boolean
}

/** The totals of the source, of the files and of what is stored, with the reason of every difference. */
export function Reconciliation(props: ReconciliationProps) {
  const {job, totals, onChange, isMigration, isCheck} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const isStated = SOURCE_TOTALS.some((name) => totals[name] != null)
  const [isOpen, setOpen] = useState(isMigration || isStated)
  const lines = reconcileImport(job, totals)
  if (!lines) return null
  if (!isOpen) {
    return (
      <Flex>
        <Button
          fontSize={1}
          mode="ghost"
          onClick={() => setOpen(true)}
          padding={3}
          text={t('reconcile.open')}
        />
      </Flex>
    )
  }
  const agrees = agreesWithSource(lines)
  return (
    <Card aria-labelledby={id} as="section" border radius={3}>
      <Stack gap={4} padding={4}>
        <Flex align="center" gap={3} wrap="wrap">
          <Stack flex={1} gap={3}>
            <Text as="h2" id={id} size={1} weight="semibold">
              {t('reconcile.title')}
            </Text>
            <Text muted size={1}>
              {t(isMigration ? 'reconcile.describe-service' : 'reconcile.description')}
            </Text>
          </Stack>
          {agrees !== null && (
            <Card padding={2} radius={2} tone={agrees ? 'positive' : 'caution'}>
              <Text as="output" size={1}>
                {t(agrees ? 'reconcile.agrees' : 'reconcile.differs')}
              </Text>
            </Card>
          )}
        </Flex>
        <Box overflow="auto">
          <PlainTable aria-labelledby={id}>
            <thead>
              <tr>
                <th scope="col">{t('reconcile.state')}</th>
                <th scope="col">{t('reconcile.source')}</th>
                <th data-number scope="col">
                  {t('reconcile.files')}
                </th>
                <th data-number scope="col">
                  {t(isCheck ? 'reconcile.to-store' : 'reconcile.stored')}
                </th>
                <th scope="col">{t('reconcile.why')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <LineRow key={line.state} line={line} onChange={onChange} totals={totals} />
              ))}
            </tbody>
          </PlainTable>
        </Box>
      </Stack>
    </Card>
  )
}

function totalName(state: ReconciledState): (typeof SOURCE_TOTALS)[number] | undefined {
  return SOURCE_TOTALS.find((name) => name === state)
}

function LineRow(props: {
  line: ReconciledLine
  totals: SourceTotals
  onChange: ReconciliationProps['onChange']
}) {
  const {line, totals, onChange} = props
  const {state, source, files, stored, differences, fromSource} = line
  const {t} = useTranslation(importLocaleNamespace)
  const title = t(`reconcile.state-${state}`)
  const name = totalName(state)
  return (
    <tr>
      <th scope="row">{title}</th>
      <td style={{width: 140}}>
        {name && onChange ? (
          <TextInput
            aria-label={t('reconcile.source-of', {state: title})}
            fontSize={1}
            inputMode="numeric"
            max={MAX_SOURCE_TOTAL}
            min={0}
            onChange={(event) =>
              onChange({...totals, [name]: parseTotal(event.currentTarget.value)})
            }
            padding={2}
            type="number"
            value={source ?? ''}
          />
        ) : (
          (source ?? '')
        )}
      </td>
      <td data-number data-testid={`files-${state}`}>
        {t('count', {count: files})}
      </td>
      <td data-number data-testid={`stored-${state}`}>
        {t('count', {count: stored})}
      </td>
      <td>
        {fromSource !== null && fromSource !== 0 && (
          <div>
            {t(fromSource < 0 ? 'reconcile.fewer' : 'reconcile.more', {
              count: Math.abs(fromSource),
            })}
          </div>
        )}
        {differences.map(({cause, count}) => (
          <div key={`${cause} ${count > 0}`}>
            {t(count > 0 ? 'reconcile.added' : 'reconcile.taken', {
              count: Math.abs(count),
              cause: t(`reconcile.cause-${cause}`),
            })}
          </div>
        ))}
      </td>
    </tr>
  )
}

/** A total that somebody typed; `null` for none. */
function parseTotal(text: string): number | null {
  const count = Number(text)
  const isTotal = text !== '' && Number.isInteger(count) && count >= 0 && count <= MAX_SOURCE_TOTAL
  return isTotal ? count : null
}

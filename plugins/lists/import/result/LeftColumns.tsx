import {Badge, Box, Button, Card, Stack, Text} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import {columnsLeftBehind, type LeftColumn} from '../../../../core/imports/leftBehind.ts'
import {filesOfImport} from '../../../../core/imports/reportedChunks.ts'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {importLocaleNamespace} from '../importLocale.ts'

/** Columns that are shown at first. */
const SHOWN_COLUMNS = 12

/** What {@link LeftColumns} shows. */
export interface LeftColumnsProps {
  /** A check or a write that has ended. */
  job: ImportRecord
  /** Makes a custom field of a column; absent where the import has begun. */
  onKeep?: (column: LeftColumn) => Promise<void>
  /** Whether a column has been made a custom field since. */
  isKept?: (column: LeftColumn) => boolean
}

/** The columns of the files that are not imported, so that nothing is lost unnoticed. */
export function LeftColumns(props: LeftColumnsProps) {
  const {job, onKeep, isKept} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const [isWhole, setWhole] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const all = columnsLeftBehind(job, filesOfImport(job)) ?? []
  const filled = all.filter(({values}) => values > 0)
  const empty = all.length - filled.length
  if (all.length === 0) return null
  const hasFiles = new Set(all.map(({file}) => file)).size > 1
  const label = ({heading, column}: LeftColumn): string =>
    heading || t('columns.without-heading', {number: column + 1})
  const keep = async (column: LeftColumn) => {
    if (!onKeep) return
    setBusy(keyOf(column))
    try {
      await onKeep(column)
    } finally {
      setBusy(null)
    }
  }
  return (
    <Card aria-labelledby={id} as="section" border radius={3}>
      <Stack gap={4} padding={4}>
        <Stack gap={3}>
          <Text as="h2" id={id} size={1} weight="semibold">
            {t('left.title')}
          </Text>
          <Text muted size={1}>
            {filled.length > 0 && t('left.description', {count: filled.length})}{' '}
            {empty > 0 && t('left.empty', {count: empty})}
          </Text>
        </Stack>
        {filled.length > 0 && (
          <Box overflow="auto">
            <PlainTable aria-labelledby={id}>
              <thead>
                <tr>
                  <th scope="col">{t('columns.column')}</th>
                  {hasFiles && <th scope="col">{t('left.file')}</th>}
                  <th data-number scope="col">
                    {t('left.values')}
                  </th>
                  <th scope="col">{t('left.reason')}</th>
                  {onKeep && <th aria-label={t('left.keep')} scope="col" />}
                </tr>
              </thead>
              <tbody>
                {filled.slice(0, isWhole ? undefined : SHOWN_COLUMNS).map((column) => (
                  <tr key={keyOf(column)}>
                    <th scope="row">{label(column)}</th>
                    {hasFiles && <td>{column.fileName}</td>}
                    <td data-number>{t('count', {count: column.values})}</td>
                    <td>{t(`left.reason-${column.reason ?? 'chosen'}`)}</td>
                    {onKeep && (
                      <td>
                        {isKept?.(column) ? (
                          <Badge fontSize={1} tone="positive">
                            {t('left.kept')}
                          </Badge>
                        ) : (
                          <Button
                            aria-label={t('left.keep-column', {column: label(column)})}
                            disabled={busy !== null}
                            fontSize={1}
                            loading={busy === keyOf(column)}
                            mode="ghost"
                            onClick={() => void keep(column)}
                            padding={2}
                            text={t('left.keep')}
                          />
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          </Box>
        )}
        {!isWhole && filled.length > SHOWN_COLUMNS && (
          <Box>
            <Button
              fontSize={1}
              mode="bleed"
              onClick={() => setWhole(true)}
              padding={2}
              text={t('left.all', {count: filled.length})}
            />
          </Box>
        )}
      </Stack>
    </Card>
  )
}

function keyOf({file, column}: LeftColumn): string {
  return `${file} ${column}`
}

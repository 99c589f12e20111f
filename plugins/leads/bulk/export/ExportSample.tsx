import {Card, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import type {ExportChoice} from './exportChoice.ts'
import {useExportLabels} from './useExportLabels.ts'

/** Rows of a sample. */
export const SAMPLE_ROWS = 3

interface ExportSampleProps {
  selection: LeadSelection
  choice: ExportChoice
  /** Reads the first rows of the file: its cells, row by row. */
  readSample: (
    selection: LeadSelection,
    choice: ExportChoice,
    signal: AbortSignal,
  ) => Promise<readonly (readonly string[])[]>
}

/** The first rows of the file as it will be, with everything that proves consent. */
export function ExportSample(props: ExportSampleProps) {
  const {selection, choice, readSample} = props
  const {columns} = choice
  const label = useExportLabels()
  const errorReason = useErrorReason()
  const {t} = useTranslation(bulkLocaleNamespace)
  const sample = useQuery({
    queryKey: ['leads', 'export-sample', selection, columns],
    queryFn: ({signal}) => readSample(selection, choice, signal),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  })
  if (sample.error) {
    return (
      <Text muted size={1}>
        {t('export.sample-failed', {reason: errorReason(sample.error).reason})}
      </Text>
    )
  }
  return (
    <Stack gap={2}>
      <Text muted size={1}>
        {t('export.sample', {count: SAMPLE_ROWS})}
      </Text>
      <Card
        aria-busy={sample.isFetching}
        aria-label={t('export.sample-label')}
        as="section"
        border
        overflow="auto"
        radius={2}
        tabIndex={0}
      >
        <table style={{borderCollapse: 'collapse', minWidth: '100%'}}>
          <thead>
            <tr>
              {columns.map((id) => (
                <Cell isHeading key={id} text={label(id)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {(sample.data ?? []).map((cells, row) => (
              <tr key={`${String(row)}-${cells.join('|')}`}>
                {columns.map((id, index) => (
                  <Cell key={id} text={cells[index] ?? ''} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </Stack>
  )
}

const CELL_STYLE = {
  borderBottom: '1px solid var(--card-border-color)',
  maxWidth: 200,
  padding: '8px 12px',
  textAlign: 'left',
  whiteSpace: 'nowrap',
} as const

function Cell(props: {text: string; isHeading?: boolean}) {
  const {text, isHeading = false} = props
  const content = (
    <Text
      muted={isHeading}
      size={1}
      textOverflow="ellipsis"
      title={text}
      weight={isHeading ? 'medium' : 'regular'}
    >
      {text || '\u00a0'}
    </Text>
  )
  return isHeading ? (
    <th scope="col" style={CELL_STYLE}>
      {content}
    </th>
  ) : (
    <td style={CELL_STYLE}>{content}</td>
  )
}

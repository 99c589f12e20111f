import {Button, Card, Flex, Stack} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {styled} from 'styled-components'
import type {ExportColumn} from '../../../../core/exports/exportColumns.ts'
import type {ColumnId} from '../../../../core/leads/columnId.ts'
import {ColumnLine, ColumnsTitle, SortableLines} from '../../../ui/ColumnLines.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {
  moveExportColumn,
  offeredColumns,
  presetColumns,
  toggleExportColumn,
} from './exportChoice.ts'
import {useExportLabels} from './useExportLabels.ts'

/** The chosen columns beside the others, or above them where there is no room. The dialog scrolls. */
const Sides = styled.div`
  align-items: start;
  display: grid;
  gap: 4px 16px;
  grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
  padding: 8px;
`

interface ExportColumnsProps {
  /** The columns of the file, in their order. */
  chosen: readonly ExportColumn[]
  /** Columns that the grid shows. */
  shown: readonly ColumnId[]
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  onChange: (columns: readonly ExportColumn[]) => void
}

/** Chooses the columns of a file and their order. */
export function ExportColumns(props: ExportColumnsProps) {
  const {chosen, shown, customFields, onChange} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const labels = useExportLabels()
  const {others, consent} = offeredColumns(chosen, customFields)
  const toggle = (id: ExportColumn) => onChange(toggleExportColumn(chosen, id))
  return (
    <Card aria-label={t('export.columns-title')} as="section" border radius={2}>
      <Flex gap={2} padding={2} style={{borderBottom: '1px solid var(--card-border-color)'}}>
        {(['shown', 'proof'] as const).map((preset) => (
          <Button
            fontSize={1}
            key={preset}
            mode="ghost"
            onClick={() => onChange(presetColumns(preset, shown))}
            padding={2}
            text={t(`export.preset-${preset}`)}
          />
        ))}
      </Flex>
      <Sides>
        <Stack gap={1}>
          <SortableLines
            ids={chosen}
            onMove={(from, to) => onChange(moveExportColumn(chosen, from, to))}
          >
            {chosen.map((id) => (
              <ColumnLine
                id={id}
                isChosen
                isLast={chosen.length === 1}
                key={id}
                label={labels(id)}
                moveLabel={t('export.move', {column: labels(id)})}
                onToggle={() => toggle(id)}
              />
            ))}
          </SortableLines>
        </Stack>
        <FurtherColumns columns={consent} onToggle={toggle} title={t('export.consent-columns')} />
        <FurtherColumns columns={others} onToggle={toggle} title={t('export.other-columns')} />
      </Sides>
    </Card>
  )
}

function FurtherColumns(props: {
  title: string
  columns: readonly ExportColumn[]
  onToggle: (id: ExportColumn) => void
}) {
  const {title, columns, onToggle} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const labels = useExportLabels()
  if (columns.length === 0) return null
  return (
    <Stack gap={1}>
      <ColumnsTitle text={title} />
      {columns.map((id) => (
        <ColumnLine
          id={id}
          isChosen={false}
          key={id}
          label={labels(id)}
          moveLabel={t('export.move', {column: labels(id)})}
          onToggle={() => onToggle(id)}
        />
      ))}
    </Stack>
  )
}

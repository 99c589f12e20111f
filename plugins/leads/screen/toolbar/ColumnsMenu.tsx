import {AddIcon} from '@sanity/icons/Add'
import {ControlsIcon} from '@sanity/icons/Controls'
import {Box, Button, Flex, Grid, Stack, Switch, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {
  DEFAULT_LAYOUT,
  moveColumn,
  toggleColumn,
  togglePin,
  type ColumnLayout,
} from '../../columns/layout.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {GridSettings} from '../../view/settings/gridSettings.ts'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'
import {PopoverButton, usePopoverClose} from '../../../ui/PopoverButton.tsx'
import {ColumnLine, ColumnsTitle, SortableLines} from '../../../ui/ColumnLines.tsx'
import {FIELD_COLUMNS} from '../../../../core/leads/leadFields.ts'
import {customColumn, parseColumnId, type ColumnId} from '../../../../core/leads/columnId.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {PinFilledIcon} from '@sanity/icons/PinFilled'
import {PinIcon} from '@sanity/icons/Pin'

interface ColumnsMenuProps extends GridSettings {
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  summaries: SummaryRowState
  onChange: (settings: Partial<GridSettings>) => void
  onOpen: () => void
  /** Asks for a new custom field; `null` for people who may not create one. */
  onNewField: (() => void) | null
}

/** The menu of columns, row height and summaries. */
export function ColumnsMenu(props: ColumnsMenuProps) {
  const {customFields, density, layout, summaries, onChange, onOpen, onNewField} = props
  const id = useId()
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <PopoverButton
      icon={ControlsIcon}
      label={t('columns.label')}
      onOpen={onOpen}
      text={t('columns.button')}
    >
      <Flex direction="column" style={{maxHeight: 'min(540px, 70vh)', width: 280}}>
        <Box flex={1} overflow="auto" padding={2} style={{minHeight: 0}}>
          <ColumnList customFields={customFields} layout={layout} onChange={onChange} />
        </Box>
        <Box flex="none" padding={3} style={{borderTop: '1px solid var(--card-border-color)'}}>
          <Stack gap={3}>
            <Grid
              aria-label={t('density.label')}
              as="fieldset"
              gap={1}
              gridTemplateColumns={2}
              style={{border: 0, margin: 0, padding: 0}}
            >
              {(['comfortable', 'compact'] as const).map((each) => (
                <Button
                  aria-pressed={density === each}
                  fontSize={1}
                  key={each}
                  mode={density === each ? 'default' : 'ghost'}
                  onClick={() => onChange({density: each})}
                  padding={2}
                  text={t(`density.${each}`)}
                />
              ))}
            </Grid>
            <Flex align="center" gap={2}>
              <Switch
                checked={summaries.isShown}
                id={id}
                onChange={() => summaries.onShow(!summaries.isShown)}
              />
              <Text as="label" htmlFor={id} size={1}>
                {t('summary.row')}
              </Text>
            </Flex>
            {onNewField && <NewFieldButton onPress={onNewField} />}
            <Button
              fontSize={1}
              mode="bleed"
              onClick={() => onChange({layout: DEFAULT_LAYOUT, density: 'comfortable'})}
              padding={2}
              text={t('columns.reset')}
            />
          </Stack>
        </Box>
      </Flex>
    </PopoverButton>
  )
}

/** Closes the menu, whose button gets the focus back when the dialog is closed. */
function NewFieldButton(props: {onPress: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const close = usePopoverClose()
  return (
    <Button
      fontSize={1}
      icon={AddIcon}
      mode="ghost"
      onClick={() => {
        close()
        props.onPress()
      }}
      padding={2}
      text={t('columns.new-field')}
    />
  )
}

interface ColumnListProps {
  layout: ColumnLayout
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  onChange: (settings: {layout: ColumnLayout}) => void
}

/** The shown columns in their order, and the hidden ones. */
function ColumnList(props: ColumnListProps) {
  const {layout, customFields, onChange} = props
  const labels = useGridLabels()
  const {t} = useTranslation(leadsLocaleNamespace)
  const shown = layout.map(({id}) => id)
  const all: ColumnId[] = [...FIELD_COLUMNS, ...customFields.map(customColumn)]
  const hidden = all.filter((id) => !shown.includes(id))
  return (
    <Stack gap={1}>
      <SortableLines
        ids={shown}
        onMove={(from, to) => {
          const [id, target] = [parseColumnId(from), parseColumnId(to)]
          if (id && target) onChange({layout: moveColumn(layout, id, target)})
        }}
      >
        {layout.map(({id, isPinned = false}) => (
          <ColumnLine
            id={id}
            isChosen
            isLast={layout.length === 1}
            key={id}
            label={labels.column(id)}
            moveLabel={t('columns.move', {column: labels.column(id)})}
            onToggle={() => onChange({layout: toggleColumn(layout, id)})}
          >
            <PinButton
              column={labels.column(id)}
              isPinned={isPinned}
              onPin={() => onChange({layout: togglePin(layout, id)})}
            />
          </ColumnLine>
        ))}
      </SortableLines>
      {hidden.length > 0 && <ColumnsTitle text={t('columns.hidden')} />}
      {hidden.map((id) => (
        <ColumnLine
          id={id}
          isChosen={false}
          key={id}
          label={labels.column(id)}
          moveLabel={t('columns.move', {column: labels.column(id)})}
          onToggle={() => onChange({layout: toggleColumn(layout, id)})}
        />
      ))}
    </Stack>
  )
}

/** Pins a column to the left, where it stays while the grid is scrolled, or releases it. */
function PinButton(props: {column: string; isPinned: boolean; onPin: () => void}) {
  const {column, isPinned, onPin} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const label = t(isPinned ? 'columns.unpin' : 'columns.pin', {column})
  return (
    <Button
      aria-label={label}
      aria-pressed={isPinned}
      fontSize={1}
      icon={isPinned ? PinFilledIcon : PinIcon}
      mode="bleed"
      muted={!isPinned}
      onClick={onPin}
      padding={2}
      title={label}
    />
  )
}

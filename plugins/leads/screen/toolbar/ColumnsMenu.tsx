import {ControlsIcon} from '@sanity/icons/Controls'
import {Box, Button, Flex, Grid, Stack, Switch, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {DEFAULT_LAYOUT} from '../../columns/layout.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {GridSettings} from '../../view/settings/gridSettings.ts'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'
import {ColumnList} from './ColumnList.tsx'
import {PopoverButton} from '../../../ui/PopoverButton.tsx'

/** What a {@link ColumnsMenu} needs. */
export interface ColumnsMenuProps extends GridSettings {
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  summaries: SummaryRowState
  onChange: (settings: Partial<GridSettings>) => void
  /** The menu was opened: further custom fields are looked for. */
  onOpen: () => void
}

/** Which columns are shown, in what order, which are pinned, and how close the rows stand. */
export function ColumnsMenu(props: ColumnsMenuProps) {
  const {customFields, density, layout, summaries, onChange, onOpen} = props
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

import {CloseIcon} from '@sanity/icons/Close'
import {Button, Card, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {IconButton} from '../../ui/IconButton.tsx'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import type {LeadsScreenState} from '../useLeadsScreen.ts'
import {leadSelection, selectedCount, share} from './selection.ts'

/** What is chosen, and what can be done with it; nothing while nothing is chosen. */
export function SelectionBar(props: {screen: LeadsScreenState}) {
  const {selection: state, data} = props.screen
  const {selection, selectAll, clear} = state
  const {t} = useTranslation(leadsLocaleNamespace)
  const total = data.count.value
  const chosen = leadSelection(selection)
  if (!chosen) return null
  const count = selectedCount(selection, total)
  const rows = data.pages.rows.map((row) => row._id)
  const offersAll = selection.kind === 'ids' && share(selection, rows) === 'all'
  return (
    <Card borderTop paddingX={3} paddingY={2} tone="primary">
      <Flex align="center" gap={3} style={{minHeight: 29}} wrap="wrap">
        <Text as="output" size={1} weight="medium">
          {count === null ? t('selection.all') : t('selection.count', {count})}
        </Text>
        {offersAll && (total === null || total > rows.length) && (
          <Button
            fontSize={1}
            mode="bleed"
            onClick={selectAll}
            padding={2}
            text={total === null ? t('selection.select-all') : t('selection.select-total', {total})}
          />
        )}
        <Flex flex={1} />
        <IconButton icon={CloseIcon} label={t('selection.clear')} onClick={clear} />
      </Flex>
    </Card>
  )
}

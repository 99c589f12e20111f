import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {CloseIcon} from '@sanity/icons/Close'
import {Button, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../leadsLocale.ts'

/** What a {@link PanelHeader} needs. */
export interface PanelHeaderProps {
  /** Id of the lead before this one in the grid, when it is loaded. */
  previous: string | undefined
  /** Id of the lead after this one in the grid, when it is loaded. */
  next: string | undefined
  onOpen: (id: string) => void
  onClose: () => void
}

/** The panel's top line: on to the neighbours in the grid's order, and out. */
export function PanelHeader(props: PanelHeaderProps) {
  const {previous, next, onOpen, onClose} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const step = (id: string | undefined, label: string, icon: typeof ArrowUpIcon) => (
    <Button
      aria-label={label}
      disabled={!id}
      fontSize={1}
      icon={icon}
      mode="bleed"
      onClick={() => id && onOpen(id)}
      padding={2}
      title={label}
    />
  )
  return (
    <Flex align="center" gap={1} paddingRight={3} style={{height: 51}}>
      <Flex flex={1} paddingX={4}>
        <Text muted size={1} weight="medium">
          {t('panel.label')}
        </Text>
      </Flex>
      {step(previous, t('panel.previous'), ArrowUpIcon)}
      {step(next, t('panel.next'), ArrowDownIcon)}
      <Button
        aria-label={t('panel.close')}
        fontSize={1}
        icon={CloseIcon}
        mode="bleed"
        onClick={onClose}
        padding={2}
        title={t('panel.close')}
      />
    </Flex>
  )
}

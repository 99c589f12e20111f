import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {BookIcon} from '@sanity/icons/Book'
import {CloseIcon} from '@sanity/icons/Close'
import {Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {parseTargetId, VIEW_AUDIT_INTENT} from '../../audit/address/auditAddress.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

export interface PanelHeaderProps {
  leadId: string
  /** Id of the previous lead in the grid, if it is loaded. */
  previous: string | undefined
  /** Id of the next lead in the grid, if it is loaded. */
  next: string | undefined
  onOpen: (id: string) => void
  onClose: () => void
}

/** The panel's top line: audit trail, previous and next lead, close. */
export function PanelHeader(props: PanelHeaderProps) {
  const {leadId, previous, next, onOpen, onClose} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const {navigateIntent} = useRouter()
  const step = (id: string | undefined, label: string, icon: typeof ArrowUpIcon) => (
    <IconButton icon={icon} isDisabled={!id} label={label} onClick={() => id && onOpen(id)} />
  )
  return (
    <Flex align="center" gap={1} paddingRight={3} style={{height: 51}}>
      <Flex flex={1} paddingX={4}>
        <Text muted size={1} weight="medium">
          {t('panel.label')}
        </Text>
      </Flex>
      {parseTargetId(leadId) !== null && (
        <IconButton
          icon={BookIcon}
          label={t('panel.audit')}
          onClick={() => navigateIntent(VIEW_AUDIT_INTENT, {id: leadId})}
        />
      )}
      {step(previous, t('panel.previous'), ArrowUpIcon)}
      {step(next, t('panel.next'), ArrowDownIcon)}
      <IconButton icon={CloseIcon} label={t('panel.close')} onClick={onClose} />
    </Flex>
  )
}

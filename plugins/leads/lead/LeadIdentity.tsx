import {CopyIcon} from '@sanity/icons/Copy'
import {MasterDetailIcon} from '@sanity/icons/MasterDetail'
import {Box, Button, Flex, Heading, Stack, Text} from '@sanity/ui'
import {type RefObject, useId} from 'react'
import {useTranslation} from 'sanity'
import {useIntentLink} from 'sanity/router'
import {IconButton} from '../../ui/IconButton.tsx'
import {useCopy} from '../../ui/useCopy.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadDetail} from '../data/useLead.ts'
import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {Menu, MenuButton, MenuItem} from '@sanity/ui/menu'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {StatusBadge, statusLook} from '../../ui/StatusBadge.tsx'

interface LeadIdentityProps {
  lead: LeadDetail
  /** The lead's status, or the pending one. */
  status: string
  isReadOnly: boolean
  headingRef: RefObject<HTMLHeadingElement | null>
  onChangeStatus: (to: string) => void
}

/** The lead's name, e-mail and status, and a link to its document. */
export function LeadIdentity(props: LeadIdentityProps) {
  const {lead, status, isReadOnly, headingRef, onChangeStatus} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const copy = useCopy()
  const structure = useIntentLink({intent: 'edit', params: {id: lead._id, type: 'lead'}})
  return (
    <Box padding={4}>
      <Stack gap={3}>
        <Heading
          as="h2"
          ref={headingRef}
          size={1}
          style={{outline: 'none', overflowWrap: 'anywhere'}}
          tabIndex={-1}
        >
          {lead.name || t('panel.unnamed')}
        </Heading>
        <Flex align="center" gap={1}>
          <Text muted size={1} style={{overflowWrap: 'anywhere'}}>
            {lead.email}
          </Text>
          <IconButton
            icon={CopyIcon}
            label={t('panel.copy-email')}
            onClick={() => copy(lead.email, t('panel.email-copied'))}
          />
        </Flex>
        <Flex align="center" gap={2} justify="space-between" wrap="wrap">
          <StatusMenu isReadOnly={isReadOnly} onChange={onChangeStatus} status={status} />
          <Button
            as="a"
            fontSize={1}
            href={structure.href}
            icon={MasterDetailIcon}
            mode="bleed"
            onClick={structure.onClick}
            padding={2}
            text={t('panel.open-structure')}
          />
        </Flex>
        {isReadOnly && (
          <Text muted size={1}>
            {t('status.read-only')}
          </Text>
        )}
      </Stack>
    </Box>
  )
}

interface StatusMenuProps {
  status: string
  isReadOnly: boolean
  onChange: (to: string) => void
}

/** The lead's status, as a menu of the site's statuses. */
function StatusMenu(props: StatusMenuProps) {
  const {status, isReadOnly, onChange} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const id = useId()
  const current = statusLook(site.leadStatuses, status)
  if (isReadOnly) {
    return <StatusBadge statuses={site.leadStatuses} value={status} />
  }
  return (
    <MenuButton
      button={
        <Button
          aria-label={t('status.current', {status: current.text})}
          fontSize={1}
          gap={2}
          icon={current.icon}
          iconRight={ChevronDownIcon}
          mode="ghost"
          padding={2}
          text={current.text}
          tone={current.tone}
        />
      }
      id={id}
      menu={
        <Menu aria-label={t('status.change')}>
          {(site.leadStatuses ?? []).map((each) => {
            const look = statusLook(site.leadStatuses, each.value)
            return (
              <MenuItem
                fontSize={1}
                icon={look.icon}
                key={each._key}
                onClick={() => onChange(each.value)}
                padding={3}
                pressed={each.value === status}
                text={look.text}
                tone={look.tone}
              />
            )
          })}
        </Menu>
      }
      popover={{placement: 'bottom-start', portal: true}}
    />
  )
}

import {AddIcon} from '@sanity/icons/Add'
import {UploadIcon} from '@sanity/icons/Upload'
import {SearchIcon} from '@sanity/icons/Search'
import {Box, Card, Flex, TextInput, Button, Text} from '@sanity/ui'
import type {KeyboardEvent, RefObject} from 'react'
import {useTranslation, useDateTimeFormat} from 'sanity'
import {useImportLink} from '../../../ui/useImportLink.ts'
import {ToolHeading} from '../../../ui/ToolHeading.tsx'
import type {LeadsData} from '../../data/useLeadsData.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {SearchInput} from '../../view/settings/useSearchInput.ts'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {Tooltip} from '@sanity/ui/tooltip'
import type {LeadCount} from '../../data/useLeadCount.ts'
import {SyncIcon} from '@sanity/icons/Sync'
import type {Connection} from '../../../ui/changeStream.ts'

interface GridToolbarProps {
  data: LeadsData
  search: SearchInput
  searchField: RefObject<HTMLInputElement | null>
  /** Adds a lead by hand; `null` for people who may not. */
  onNewLead: (() => void) | null
  /** Focuses the grid; `null` while it is not shown. */
  onSkip: (() => void) | null
}

/** Least width of the search with the buttons beside it, in pixels. */
const ACTIONS_WIDTH = 350

/** The line over the grid: title, count, connection and search. */
export function GridToolbar(props: GridToolbarProps) {
  const {data, search, searchField, onNewLead, onSkip} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const importLink = useImportLink()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || search.input === '') return
    event.preventDefault()
    search.clear()
  }
  return (
    <Card paddingTop={2} paddingX={3}>
      <Flex align="center" gap={3} style={{minHeight: 35}} wrap="wrap">
        <ToolHeading
          skip={onSkip ? {text: t('tool.skip'), onSkip} : undefined}
          title={t('tool.title')}
        />
        <Flex align="center" gap={4} style={{flex: '0 0 auto', maxWidth: '100%', minWidth: 0}}>
          <CountNote count={data.count} isStale={data.live.countStale} onRecount={data.recount} />
          <ConnectionNote connection={data.live.connection} />
        </Flex>
        {/* Beside a lead's panel they move to a line of their own together, rather than one by one. */}
        <Flex align="center" gap={3} justify="flex-end" style={{flex: `1 1 ${ACTIONS_WIDTH}px`}}>
          <Box style={{flex: '1 1 0', maxWidth: 280, minWidth: 0}}>
            <TextInput
              aria-label={t('search.label')}
              clearButton={search.input !== ''}
              fontSize={1}
              icon={SearchIcon}
              onChange={(event) => search.setInput(event.currentTarget.value)}
              onClear={search.clear}
              onKeyDown={onKeyDown}
              padding={2}
              placeholder={t('search.placeholder')}
              radius={2}
              ref={searchField}
              value={search.input}
            />
          </Box>
          {onNewLead && importLink && (
            <Button
              as="a"
              fontSize={1}
              gap={2}
              href={importLink.href}
              icon={UploadIcon}
              mode="ghost"
              onClick={importLink.onClick}
              padding={2}
              text={t('import.button')}
            />
          )}
          {onNewLead && (
            <Button
              fontSize={1}
              gap={2}
              icon={AddIcon}
              onClick={onNewLead}
              padding={2}
              text={t('new-lead.button')}
              tone="primary"
            />
          )}
        </Flex>
      </Flex>
    </Card>
  )
}

interface CountNoteProps {
  count: LeadCount
  /** Whether leads were added or deleted since the count. */
  isStale: boolean
  onRecount: () => void
}

/** The number of leads and the time of the count, with a button to count again when it is stale. */
function CountNote(props: CountNoteProps) {
  const {count, isStale, onRecount} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const clock = useDateTimeFormat({timeStyle: 'short'})
  const text = count.isAsking
    ? t('count.loading')
    : count.failed
      ? t('count.failed')
      : count.value !== null && t('count.as-of', {count: count.value, time: clock.format(count.at)})
  return (
    <Flex align="center" gap={2}>
      <Text as="output" muted size={1} textOverflow="ellipsis">
        {text}
      </Text>
      {(count.failed || isStale) && (
        <Tooltip
          content={<Text size={1}>{t(isStale ? 'count.stale' : 'count.refresh')}</Text>}
          padding={2}
          placement="bottom"
          portal
        >
          <Button
            aria-label={t('count.refresh')}
            fontSize={1}
            icon={RefreshIcon}
            mode="bleed"
            muted
            onClick={onRecount}
            padding={2}
          />
        </Tooltip>
      )}
    </Flex>
  )
}

/** A note while live updates are interrupted. */
function ConnectionNote(props: {connection: Connection}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <output>
      {props.connection === 'lost' && (
        <Flex align="center" gap={2}>
          <Text muted size={1}>
            <SyncIcon />
          </Text>
          <Text muted size={1}>
            {t('live.lost')}
          </Text>
        </Flex>
      )}
    </output>
  )
}

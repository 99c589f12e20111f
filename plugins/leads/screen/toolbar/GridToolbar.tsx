import {SearchIcon} from '@sanity/icons/Search'
import {Box, Card, Flex, TextInput} from '@sanity/ui'
import type {KeyboardEvent, RefObject} from 'react'
import {useTranslation} from 'sanity'
import {ToolHeading} from '../../../ui/ToolHeading.tsx'
import type {LeadsData} from '../../data/useLeadsData.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {SearchInput} from '../../view/settings/useSearchInput.ts'
import {ConnectionNote} from './ConnectionNote.tsx'
import {CountNote} from './CountNote.tsx'

/** What a {@link GridToolbar} shows. */
export interface GridToolbarProps {
  data: LeadsData
  search: SearchInput
  searchField: RefObject<HTMLInputElement | null>
  /** Goes to the grid; `null` while there is none. */
  onSkip: (() => void) | null
}

/** The line over the grid: what it is, how many there are, whether it is live, and the search. */
export function GridToolbar(props: GridToolbarProps) {
  const {data, search, searchField, onSkip} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || search.input === '') return
    event.preventDefault()
    search.clear()
  }
  return (
    <Card paddingTop={2} paddingX={3}>
      <Flex align="center" gap={4} style={{minHeight: 35}}>
        <ToolHeading
          skip={onSkip ? {text: t('tool.skip'), onSkip} : undefined}
          title={t('tool.title')}
        />
        <Flex align="center" flex={1} gap={4} style={{minWidth: 0}}>
          <CountNote count={data.count} isStale={data.live.countStale} onRecount={data.recount} />
          <ConnectionNote connection={data.live.connection} />
        </Flex>
        <Box style={{width: 280}}>
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
      </Flex>
    </Card>
  )
}

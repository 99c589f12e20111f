import {DoubleChevronDownIcon} from '@sanity/icons/DoubleChevronDown'
import {Box, Button, Flex, Grid, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {siteTimeZone} from '../../../../core/time/localDate.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {PagePlace} from '../../data/pagePlace.ts'
import type {Sort} from '../../data/sortKeys.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {
  dayPlace,
  jumpKind,
  letterTargets,
  monthPlace,
  recentMonths,
} from '../../view/jumpTargets.ts'
import {PopoverButton, usePopoverClose} from '../../../ui/PopoverButton.tsx'
import {DayInput} from '../../../ui/DayInput.tsx'

interface JumpMenuProps {
  sort: Sort
  /** Label of the column by which the grid is sorted. */
  column: string
  onJump: (place: PagePlace) => void
}

const MONTHS = 12

function Choices(props: JumpMenuProps) {
  const {sort, onJump} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const timeZone = siteTimeZone(site)
  const monthName = useDateTimeFormat({month: 'short', timeZone: 'UTC', year: 'numeric'})
  const [now] = useState(() => new Date().toISOString())
  const kind = jumpKind(sort)
  const button = (text: string, place: PagePlace, label?: string) => (
    <Button
      aria-label={label}
      fontSize={1}
      key={text}
      mode="bleed"
      onClick={() => onJump(place)}
      padding={2}
      text={text}
    />
  )
  if (kind === 'letters') {
    return (
      <Grid gap={1} gridTemplateColumns={7}>
        {letterTargets(sort).map(({label, place}) =>
          button(label, place, t('jump.letter', {letter: label})),
        )}
      </Grid>
    )
  }
  if (kind === 'ends') return null
  return (
    <Stack gap={3}>
      <Grid gap={1} gridTemplateColumns={3}>
        {recentMonths(now, timeZone, MONTHS).map((month) =>
          button(monthName.format(new Date(month)), monthPlace(sort, month, timeZone)),
        )}
      </Grid>
      <Flex align="center" gap={2}>
        <Text as="label" htmlFor="leads-jump-date" muted size={1}>
          {t('jump.date')}
        </Text>
        <Box flex={1}>
          <DayInput
            id="leads-jump-date"
            onChange={(event) => {
              const place = dayPlace(sort, event.currentTarget.value, timeZone)
              if (place) onJump(place)
            }}
            padding={2}
          />
        </Box>
      </Flex>
    </Stack>
  )
}

function Panel(props: JumpMenuProps) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const close = usePopoverClose()
  const onJump = (place: PagePlace) => {
    close()
    props.onJump(place)
  }
  return (
    <Box padding={3} style={{width: 268}}>
      <Stack gap={3}>
        <Text muted size={1}>
          {t('jump.by', {column: props.column})}
        </Text>
        <Choices {...props} onJump={onJump} />
        <Grid gap={2} gridTemplateColumns={2}>
          {(['start', 'end'] as const).map((kind) => (
            <Button
              fontSize={1}
              key={kind}
              mode="ghost"
              onClick={() => onJump({kind})}
              padding={2}
              text={t(`jump.${kind}`)}
            />
          ))}
        </Grid>
      </Stack>
    </Box>
  )
}

/** Jumps in the grid's order: to a letter, a month, a day, the start or the end. */
export function JumpMenu(props: JumpMenuProps) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <PopoverButton icon={DoubleChevronDownIcon} label={t('jump.label')} text={t('jump.button')}>
      <Panel {...props} />
    </PopoverButton>
  )
}

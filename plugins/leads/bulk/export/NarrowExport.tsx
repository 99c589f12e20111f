import {FilterIcon} from '@sanity/icons/Filter'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {EVERYBODY, type AudienceDefinition} from '../../../../core/audience/definition.ts'
import {AudienceBuilder, type AudienceStanding} from '../../../audience/AudienceBuilder.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {takeFocus} from '../../../ui/takeFocus.ts'
import {useMemo, useState} from 'react'
import {bothAudiences} from '../../../../core/audience/combineAudiences.ts'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {SETTLE_MS} from '../../../audience/insight/useAudienceInsight.ts'
import {useDebounced} from '../../../ui/useDebounced.ts'

type NarrowExportProps = Pick<
  ReturnType<typeof useNarrowing>,
  'conditions' | 'setConditions' | 'setStanding'
>

/** Narrows the exported leads down by conditions. */
export function NarrowExport(props: NarrowExportProps) {
  const {conditions, setConditions, setStanding} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  if (conditions === null) {
    return (
      <Box>
        <Button
          fontSize={1}
          icon={FilterIcon}
          mode="ghost"
          onClick={() => setConditions(EVERYBODY)}
          padding={3}
          text={t('export.narrow')}
        />
      </Box>
    )
  }
  return (
    <Card
      aria-label={t('export.narrow-title')}
      as="section"
      border
      padding={3}
      radius={2}
      ref={takeFocus}
      style={{outline: 'none'}}
      tabIndex={-1}
    >
      <Stack gap={3}>
        <Flex align="center" gap={2}>
          <Box flex={1}>
            <Text size={1} weight="medium">
              {t('export.narrow-title')}
            </Text>
          </Box>
          <Button
            fontSize={1}
            mode="bleed"
            onClick={() => setConditions(null)}
            padding={2}
            text={t('export.narrow-none')}
          />
        </Flex>
        <AudienceBuilder onChange={setConditions} onStanding={setStanding} value={conditions} />
        <Text muted size={1}>
          {t('export.narrow-scope')}
        </Text>
      </Stack>
    </Card>
  )
}

function narrowed(selection: LeadSelection, by: AudienceDefinition | null): LeadSelection {
  if (by === null || selection.kind === 'ids') return selection
  const {view} = selection
  return {...selection, view: {...view, audience: bothAudiences(view.audience, by)}}
}

/** The conditions that narrow a selection down. Only selections of a whole view offer them. */
export function useNarrowing(all: LeadSelection) {
  const [conditions, setConditions] = useState<AudienceDefinition | null>(null)
  const [standing, setStanding] = useState<AudienceStanding | null>(null)
  const isSound = conditions === null || standing?.checked.ok === true
  const wanted = useMemo(
    () => narrowed(all, isSound ? conditions : null),
    [all, conditions, isSound],
  )
  const selection = useDebounced(wanted, SETTLE_MS)
  return {
    conditions,
    setConditions,
    setStanding,
    canNarrow: all.kind === 'matching',
    /** The selection with the conditions, debounced. */
    selection,
    isSound,
    /** Whether `selection` has the current conditions. */
    isSettled: isSound && selection === wanted,
  }
}

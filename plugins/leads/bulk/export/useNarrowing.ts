import {useMemo, useState} from 'react'
import {bothAudiences} from '../../../../core/audience/combineAudiences.ts'
import type {AudienceDefinition} from '../../../../core/audience/definition.ts'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import type {AudienceStanding} from '../../../audience/AudienceBuilder.tsx'
import {SETTLE_MS} from '../../../audience/insight/useAudienceInsight.ts'
import {useDebounced} from '../../../ui/useDebounced.ts'

function narrowed(selection: LeadSelection, by: AudienceDefinition | null): LeadSelection {
  if (by === null || selection.kind === 'ids') return selection
  const {view} = selection
  return {...selection, view: {...view, audience: bothAudiences(view.audience, by)}}
}

/**
 * Conditions that leave only some of the selected leads. Leads that were chosen one by one are few,
 * and are not narrowed down.
 */
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
    /** The leads that are left. */
    selection,
    isSound,
    /** Whether `selection` is what the conditions say. */
    isSettled: isSound && selection === wanted,
  }
}

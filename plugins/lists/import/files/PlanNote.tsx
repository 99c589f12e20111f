import type {SanityClient} from '@sanity/client'
import {Card, Text} from '@sanity/ui'
import {useQueries} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import {includedFiles} from '../../../../core/imports/importDraft.ts'
import {usePlanRoom} from '../check/usePlanProblem.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import type {FileParser} from '../parsing/fileParser.ts'
import type {WizardState} from '../wizardState.ts'

/** What a {@link PlanNote} depends on. */
export interface PlanNoteProps {
  client: SanityClient
  parser: FileParser
  state: WizardState
}

/**
 * Says that files have more rows than the site's plan has room for, as soon as the rows are counted. It keeps
 * nobody from going on: rows of people who are leads already need no room, and only the check tells them apart.
 */
export function PlanNote({client, parser, state}: PlanNoteProps) {
  const {t} = useTranslation(importLocaleNamespace)
  const plan = usePlanRoom(client, state.draft.files.length > 0)
  const counts = useQueries({
    queries: includedFiles(state.draft).map(({key}) => {
      const options = state.sheets[key]?.options ?? {}
      return {
        queryKey: ['leads', 'import-rows', key, options],
        queryFn: () => parser.count(key, options),
        enabled: plan !== null,
        retry: false,
        staleTime: Infinity,
        gcTime: 0,
      }
    }),
  })
  const rows = counts.reduce((sum, {data}) => sum + (data ?? 0), 0)
  if (plan === null || rows <= plan.room) return null
  return (
    <Card aria-live="polite" marginBottom={4} padding={3} radius={2} tone="caution">
      <Text size={1}>{t(plan.room === 0 ? 'plan.full' : 'plan.room', {...plan, rows})}</Text>
    </Card>
  )
}

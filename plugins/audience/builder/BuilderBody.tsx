import {Card, Stack, Text} from '@sanity/ui'
import {useCallback, useId, useMemo, useState, type KeyboardEvent} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {
  MAX_CONDITIONS,
  MAX_LEVELS,
  type AudienceDefinition,
} from '../../../core/audience/definition.ts'
import type {AudienceProblem} from '../../../core/audience/parseAudience.ts'
import {segmentsThatUse} from '../../../core/changes/segments/segmentUsers.ts'
import type {RuleGroupType} from 'react-querybuilder'
import {useQueryBuilderHistory} from 'react-querybuilder/history'
import {querySize} from '../query/limits.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {AudienceProvider} from './audienceContext.tsx'
import {BuilderToolbar} from './BuilderToolbar.tsx'
import {createLazyRules} from './lazyRules.ts'
import {QueryEditor} from './QueryEditor.tsx'
import {definitionOf, newNodeId, queryOf} from './queryOf.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link BuilderBody} edits. */
export interface BuilderBodyProps {
  source: AudienceSource
  checked: CheckedAudience
  value: AudienceDefinition
  /** The segment that is defined; `null` if none. */
  segmentId: string | null
  isReadOnly: boolean
  onChange: (definition: AudienceDefinition) => void
}

const NO_PROBLEMS: readonly AudienceProblem[] = []

/** Undo and redo of the keyboard: Ctrl or Cmd with Z, with Shift or Y for redo. */
function historyKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === 'y' || (key === 'z' && event.shiftKey)) return 'redo'
  return key === 'z' ? 'undo' : null
}

/** The builder: its groups and conditions, undo and redo, and what is wrong with the whole. */
export function BuilderBody(props: BuilderBodyProps) {
  const {source, checked, value, segmentId, isReadOnly, onChange} = props
  const t = useAudienceText()
  const queryId = useId()
  const query = queryOf(value)
  const {undo, redo} = useQueryBuilderHistory(queryId)
  const [refused, setRefused] = useState<'conditions' | 'levels' | null>(null)
  const problems = checked.ok ? NO_PROBLEMS : checked.problems
  const [lazyRules] = useState(() => createLazyRules(value))
  const byNode = useMemo(() => {
    const placed = problems.filter(({ruleId}) => ruleId !== null)
    return Map.groupBy(placed, ({ruleId}) => ruleId ?? '')
  }, [problems])
  const closedSegments = useMemo(
    () => (segmentId === null ? new Set<string>() : segmentsThatUse(segmentId, source.segments)),
    [segmentId, source.segments],
  )
  const change = useCallback(
    (next: RuleGroupType) => {
      setRefused(null)
      onChange(definitionOf(next))
    },
    [onChange, setRefused],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = historyKey(event)
    if (wanted === null || isReadOnly) return
    event.preventDefault()
    if (wanted === 'undo') undo()
    else redo()
  }
  const most = {conditions: MAX_CONDITIONS, levels: MAX_LEVELS}
  return (
    <AudienceProvider
      closedSegments={closedSegments}
      isReadOnly={isReadOnly}
      lazyRules={lazyRules}
      problems={byNode}
      source={source}
    >
      {/* Keys pressed anywhere in the builder undo and redo; what they are pressed on stays usable. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={onKeyDown}>
        <Stack gap={3}>
          <BuilderToolbar
            conditions={querySize(query).conditions}
            queryId={queryId}
            refusal={refused && t(`limit.${refused}`, {count: most[refused]})}
          />
          <QueryEditor
            newId={newNodeId}
            onChange={change}
            onRefused={setRefused}
            query={query}
            queryId={queryId}
          />
          {problems
            .filter(({ruleId}) => ruleId === null)
            .map(({code, reason}) => (
              <Card key={code} padding={3} radius={2} role="alert" tone="critical">
                <Text size={1}>{reason}</Text>
              </Card>
            ))}
        </Stack>
      </div>
    </AudienceProvider>
  )
}

import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {QueryBuilderDnD} from '@react-querybuilder/dnd'
import {createDndKitAdapter} from '@react-querybuilder/dnd/dnd-kit'
import {RedoIcon} from '@sanity/icons/Redo'
import {UndoIcon} from '@sanity/icons/Undo'
import {Card, Flex, Stack, Text} from '@sanity/ui'
import {useCallback, useId, useMemo, useState, type KeyboardEvent} from 'react'
import {QueryBuilder} from 'react-querybuilder'
import {useQueryBuilderHistory} from 'react-querybuilder/history'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {
  MAX_CONDITIONS,
  MAX_LEVELS,
  type AudienceDefinition,
} from '../../../core/audience/definition.ts'
import type {AudienceProblem} from '../../../core/audience/parseAudience.ts'
import {segmentsThatUse} from '../../../core/changes/segments/segmentUsers.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import {useAudienceText} from '../audienceLocale.ts'
import {
  definitionOf,
  newNodeId,
  queryOf,
  querySize,
  type BuilderQuery,
  type SizeLimit,
} from '../query/builderQuery.ts'
import {FIRST_FIELD, useQueryRules} from '../query/useQueryRules.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {BuilderProvider, useBuilder} from './builderContext.tsx'
import {GroupCard} from './GroupCard.tsx'
import {createLazyRules} from './lazyRules.ts'
import {RuleRow} from './RuleRow.tsx'

/** What a {@link BuilderBody} edits. */
export interface BuilderBodyProps {
  source: AudienceSource
  checked: CheckedAudience
  value: AudienceDefinition
  /** The segment that the definition belongs to; `null` if none. */
  segmentId: string | null
  isReadOnly: boolean
  onChange: (definition: AudienceDefinition) => void
}

const NO_PROBLEMS: readonly AudienceProblem[] = []

const MOST: Readonly<Record<SizeLimit, number>> = {
  conditions: MAX_CONDITIONS,
  levels: MAX_LEVELS,
}

/** Undo and redo of the keyboard: Ctrl or Cmd with Z, with Shift or Y for redo. */
function historyKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === 'y' || (key === 'z' && event.shiftKey)) return 'redo'
  return key === 'z' ? 'undo' : null
}

/** The groups and conditions of a definition, with undo and redo, and the problems of the whole. */
export function BuilderBody(props: BuilderBodyProps) {
  const {source, checked, value, segmentId, isReadOnly, onChange} = props
  const t = useAudienceText()
  const problemText = useProblemText()
  const queryId = useId()
  const query = queryOf(value)
  const {undo, redo} = useQueryBuilderHistory(queryId)
  const [refused, setRefused] = useState<SizeLimit | null>(null)
  const problems = checked.ok ? NO_PROBLEMS : checked.problems
  const [lazyRules] = useState(() => createLazyRules(value))
  const byNode = useMemo(() => {
    const placed = problems.filter(({ruleId}) => ruleId !== null)
    const groups = Map.groupBy(placed, ({ruleId}) => ruleId ?? '')
    return new Map(Array.from(groups, ([id, own]) => [id, problemText(...own)]))
  }, [problemText, problems])
  const closedSegments = useMemo(
    () => (segmentId === null ? new Set<string>() : segmentsThatUse(segmentId, source.segments)),
    [segmentId, source.segments],
  )
  const change = useCallback(
    (next: BuilderQuery) => {
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
  return (
    <BuilderProvider
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
            refusal={refused && t(`limit.${refused}`, {count: MOST[refused]})}
          />
          <QueryEditor onChange={change} onRefused={setRefused} query={query} queryId={queryId} />
          {problems
            .filter(({ruleId}) => ruleId === null)
            .map((each) => (
              <Card key={each.code} padding={3} radius={2} role="alert" tone="critical">
                <Text size={1}>{problemText(each)}</Text>
              </Card>
            ))}
        </Stack>
      </div>
    </BuilderProvider>
  )
}

interface BuilderToolbarProps {
  /** Name of the query in the builder's history. */
  queryId: string
  conditions: number
  /** Why the last change was refused, if it was. */
  refusal: string | null
}

/** Undo and redo, and the size of the definition. */
function BuilderToolbar(props: BuilderToolbarProps) {
  const {queryId, conditions, refusal} = props
  const t = useAudienceText()
  const {undo, redo, canUndo, canRedo} = useQueryBuilderHistory(queryId)
  return (
    <Flex align="center" gap={2}>
      <IconButton icon={UndoIcon} isDisabled={!canUndo} label={t('history.undo')} onClick={undo} />
      <IconButton icon={RedoIcon} isDisabled={!canRedo} label={t('history.redo')} onClick={redo} />
      <output style={{flex: 1}}>{refusal !== null && <Text size={1}>{refusal}</Text>}</output>
      <Text muted size={1}>
        {t('limit.used', {count: conditions, most: MAX_CONDITIONS})}
      </Text>
    </Flex>
  )
}

const dnd = createDndKitAdapter({
  DndContext,
  useDraggable,
  useDroppable,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
})

const CONTROLS = {rule: RuleRow, ruleGroup: GroupCard}

/** No keys copy or group while dragging. */
const NO_KEY = ''

interface QueryEditorProps {
  queryId: string
  query: BuilderQuery
  /** Keep it the same function: another one renders all rules again. */
  onChange: (query: BuilderQuery) => void
  /** Called when a change is refused because of a limit. */
  onRefused: (limit: SizeLimit) => void
}

/** react-querybuilder's behaviour, drawn with our controls. */
function QueryEditor(props: QueryEditorProps) {
  const {queryId, query, onChange, onRefused} = props
  const {source, isReadOnly} = useBuilder()
  const {fields} = source
  const options = useMemo(
    () => Array.from(fields.keys(), (name) => ({name, value: name, label: name})),
    [fields],
  )
  const rules = useQueryRules({query, fields, onRefused})
  return (
    <QueryBuilderDnD
      controlElements={CONTROLS}
      copyModeModifierKey={NO_KEY}
      dnd={dnd}
      groupModeModifierKey={NO_KEY}
    >
      <QueryBuilder
        {...rules}
        disabled={isReadOnly}
        enableMountQueryChange={false}
        fields={options}
        getDefaultField={fields.has(FIRST_FIELD) ? FIRST_FIELD : (options[0]?.name ?? '')}
        idGenerator={newNodeId}
        onQueryChange={onChange}
        qbId={queryId}
        query={query}
        resetOnFieldChange
        resetOnOperatorChange
      />
    </QueryBuilderDnD>
  )
}

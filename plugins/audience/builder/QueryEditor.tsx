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
import {useMemo} from 'react'
import {QueryBuilder, type RuleGroupType} from 'react-querybuilder'
import {FIRST_FIELD} from '../query/ruleDefaults.ts'
import {useAudience} from './audienceContext.tsx'
import {GroupCard} from './GroupCard.tsx'
import {RuleRow} from './RuleRow.tsx'
import {useQueryRules} from './useQueryRules.ts'

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

/** Names of the keys that would copy or group while dragging; there are none such. */
const NO_KEY = ''

/** What a {@link QueryEditor} edits. */
export interface QueryEditorProps {
  /** Finds the history of changes. */
  queryId: string
  query: RuleGroupType
  /** Best the same function each time: another one draws all rules again. */
  onChange: (query: RuleGroupType) => void
  /** Something was not done, because it would have gone beyond a limit. */
  onRefused: (limit: 'conditions' | 'levels') => void
  newId: () => string
}

/** The groups and conditions of a definition, with react-querybuilder's behaviour. */
export function QueryEditor(props: QueryEditorProps) {
  const {queryId, query, onChange, onRefused, newId} = props
  const {source, isReadOnly} = useAudience()
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
        idGenerator={newId}
        onQueryChange={onChange}
        qbId={queryId}
        query={query}
        resetOnFieldChange
        resetOnOperatorChange
      />
    </QueryBuilderDnD>
  )
}

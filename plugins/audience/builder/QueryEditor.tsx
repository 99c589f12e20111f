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
import {QueryBuilder, type RuleGroupType, type RuleType} from 'react-querybuilder'
import {MAX_LEVELS} from '../../../core/audience/definition.ts'
import {exceededLimit} from '../query/limits.ts'
import {FIRST_FIELD, firstOperator, valueFor} from '../query/ruleDefaults.ts'
import {ruleOf} from '../query/ruleOf.ts'
import {useAudience} from './audienceContext.tsx'
import {GroupCard} from './GroupCard.tsx'
import {RuleRow} from './RuleRow.tsx'

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
  const allows = (next: RuleGroupType): boolean => {
    const limit = exceededLimit(next)
    if (limit === null) return true
    onRefused(limit)
    return false
  }
  const allowsMore = (added: RuleType | RuleGroupType, parent: number): boolean => {
    // How deep it gets is told by where it is put; how many there will be, by what there is.
    const inner: RuleGroupType = {combinator: 'and', rules: [added]}
    const deep = 'rules' in added && parent + 2 > MAX_LEVELS
    if (deep) onRefused('levels')
    return !deep && allows({...query, rules: [...query.rules, ...inner.rules]})
  }
  return (
    <QueryBuilderDnD
      controlElements={CONTROLS}
      copyModeModifierKey={NO_KEY}
      dnd={dnd}
      groupModeModifierKey={NO_KEY}
    >
      <QueryBuilder
        disabled={isReadOnly}
        enableMountQueryChange={false}
        fields={options}
        getDefaultField={FIRST_FIELD}
        getDefaultOperator={(name) => {
          const field = fields.get(name)
          return field ? firstOperator(field) : ''
        }}
        getDefaultValue={(rule: RuleType) => {
          const field = fields.get(rule.field)
          return field && valueFor(field, rule.operator, ruleOf(query, rule.id))
        }}
        idGenerator={newId}
        onAddGroup={(group, parent) => allowsMore(group, parent.length) && group}
        onAddRule={(rule, parent) => allowsMore(rule, parent.length) && rule}
        onMoveGroup={(_group, _from, _to, _before, next) => allows(next)}
        onMoveRule={(_rule, _from, _to, _before, next) => allows(next)}
        onQueryChange={onChange}
        qbId={queryId}
        query={query}
        resetOnFieldChange
        resetOnOperatorChange
      />
    </QueryBuilderDnD>
  )
}

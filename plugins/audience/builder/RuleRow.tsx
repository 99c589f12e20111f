import type {RuleProps} from 'react-querybuilder'
import {useAudience, useProblemsOf} from './audienceContext.tsx'
import {RuleLine} from './builderStyles.ts'
import {MoveHandle} from './MoveHandle.tsx'
import {RuleBody} from './RuleBody.tsx'
import {useNodeActions} from './useNodeActions.ts'

/** One condition: field, operator and value. */
export function RuleRow(props: RuleProps) {
  const {rule, path, parentMuted, isDragging, isOver, dropNotAllowed} = props
  const {dndRef, dragRef, dragHandleAttributes} = props
  const {isReadOnly} = useAudience()
  const id = rule.id ?? ''
  const parent = String(props.context?.parentId ?? '')
  const actions = useNodeActions(props, rule, parent, isReadOnly)
  const problems = useProblemsOf(id)
  return (
    <RuleLine
      data-dragging={isDragging ? '' : undefined}
      data-over={isOver ? '' : undefined}
      data-refused={dropNotAllowed && !isDragging ? '' : undefined}
      data-rule={id}
      ref={dndRef}
    >
      <MoveHandle actions={actions} attributes={dragHandleAttributes} dragRef={dragRef} id={id} />
      <RuleBody
        actions={actions}
        isMuted={actions.isMuted || parentMuted === true}
        place={path.join('.')}
        problems={problems}
        queryActions={props.actions}
        rule={rule}
      />
    </RuleLine>
  )
}

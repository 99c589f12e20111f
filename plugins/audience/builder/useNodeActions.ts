import {useCallback, useMemo} from 'react'
import type {Path, RuleGroupProps, RuleProps} from 'react-querybuilder'

/** What can be done with a rule or a group as a whole. */
export interface NodeActions {
  /** Whether it can't be changed: it is locked, or something around it is, or all is read-only. */
  isLocked: boolean
  /** Whether only what is around it is in the way. */
  isLockedAround: boolean
  isMuted: boolean
  canMoveUp: boolean
  canMoveDown: boolean
  moveUp: () => void
  moveDown: () => void
  clone: () => void
  toggleLock: () => void
  toggleMute: () => void
  remove: () => void
}

/** Puts the focus on a part of a builder once it is drawn. */
export function focusSoon(key: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const parts = Array.from(document.querySelectorAll<HTMLElement>('[data-focus]'))
      parts.find((part) => part.dataset['focus'] === key)?.focus()
    })
  })
}

/** The path that a text says. */
export function pathOf(place: string): Path {
  return place === '' ? [] : place.split('.').map(Number)
}

function behind(path: Path): Path {
  return [...path.slice(0, -1), (path.at(-1) ?? 0) + 1]
}

/**
 * The library's actions for one rule or group.
 *
 * @param node - the rule or group as the query has it
 * @param isReadOnly - whether nothing at all can be changed
 */
export function useNodeActions(
  props: Pick<
    RuleProps | RuleGroupProps,
    'actions' | 'path' | 'parentDisabled' | 'shiftUpDisabled' | 'shiftDownDisabled'
  >,
  node: {id?: string; disabled?: boolean; muted?: boolean},
  parentId: string,
  isReadOnly: boolean,
): NodeActions {
  const {actions, path, parentDisabled, shiftUpDisabled, shiftDownDisabled} = props
  const {id = '', disabled = false, muted = false} = node
  const isLockedAround = isReadOnly || parentDisabled === true
  const isLocked = isLockedAround || disabled
  // The library makes paths anew each time it draws; what they say changes seldom.
  const place = path.join('.')
  const move = useCallback(
    (where: 'up' | 'down') => {
      actions.moveRule(pathOf(place), where)
      focusSoon(`handle-${id}`)
    },
    [actions, id, place],
  )
  return useMemo(
    () => ({
      isLocked,
      isLockedAround,
      isMuted: muted,
      canMoveUp: !isLocked && shiftUpDisabled !== true,
      canMoveDown: !isLocked && shiftDownDisabled !== true,
      moveUp: () => move('up'),
      moveDown: () => move('down'),
      clone: () => actions.moveRule(pathOf(place), behind(pathOf(place)), true),
      toggleLock: () => actions.onPropChange('disabled', !disabled, pathOf(place)),
      toggleMute: () => actions.onPropChange('muted', !muted, pathOf(place)),
      remove: () => {
        if (place === '') return
        actions.onRuleRemove(pathOf(place))
        focusSoon(`add-${parentId}`)
      },
    }),
    [
      actions,
      disabled,
      isLocked,
      isLockedAround,
      move,
      muted,
      parentId,
      place,
      shiftDownDisabled,
      shiftUpDisabled,
    ],
  )
}

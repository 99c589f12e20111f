import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {CopyIcon} from '@sanity/icons/Copy'
import {DragHandleIcon} from '@sanity/icons/DragHandle'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {LockIcon} from '@sanity/icons/Lock'
import {TrashIcon} from '@sanity/icons/Trash'
import {UnlockIcon} from '@sanity/icons/Unlock'
import {Text} from '@sanity/ui'
import {MenuDivider, MenuItem} from '@sanity/ui/menu'
import {
  useCallback,
  useMemo,
  type ComponentType,
  type HTMLAttributes,
  type KeyboardEvent,
  type Ref,
} from 'react'
import type {Path, RuleGroupProps, RuleProps} from 'react-querybuilder'
import {Hidden} from '../../ui/Hidden.ts'
import {MoreActions} from '../../ui/MoreActions.tsx'
import {useAudienceText} from '../audienceLocale.ts'
import {Handle} from './builderStyles.ts'

/** The actions of a rule or a group as a whole. */
export interface NodeActions {
  /** Whether it can't be changed: it or a group around it is locked, or the builder is read-only. */
  isLocked: boolean
  /** Whether it could not be changed even if it was not locked itself. */
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

/**
 * The library's actions for one rule or group.
 *
 * @param node - the rule or group in the query
 * @param isReadOnly - whether nothing can be changed
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
  // The library creates a path each time it renders; its text seldom changes.
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
      clone: () => actions.moveRule(pathOf(place), nextPath(pathOf(place)), true),
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

/** The path of a text such as `0.2`. */
export function pathOf(place: string): Path {
  return place === '' ? [] : place.split('.').map(Number)
}

function nextPath(path: Path): Path {
  return [...path.slice(0, -1), (path.at(-1) ?? 0) + 1]
}

/** Focuses a part of a builder once it is rendered. */
export function focusSoon(key: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const parts = Array.from(document.querySelectorAll<HTMLElement>('[data-focus]'))
      parts.find((part) => part.dataset['focus'] === key)?.focus()
    })
  })
}

/** What a {@link MoveHandle} moves. */
export interface MoveHandleProps {
  id: string
  actions: NodeActions
  dragRef: Ref<HTMLSpanElement> | undefined
  attributes: HTMLAttributes<HTMLElement> | undefined
}

/** Moves a rule or group: by dragging, or with the arrow keys. */
export function MoveHandle(props: MoveHandleProps) {
  const {id, actions, dragRef, attributes} = props
  const t = useAudienceText()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && actions.canMoveUp) actions.moveUp()
    else if (event.key === 'ArrowDown' && actions.canMoveDown) actions.moveDown()
    else return
    event.preventDefault()
  }
  return (
    <span ref={dragRef}>
      <Handle
        aria-label={t('node.move')}
        data-focus={`handle-${id}`}
        disabled={actions.isLocked}
        onKeyDown={onKeyDown}
        onPointerDown={attributes?.onPointerDown}
        title={t('node.move')}
        type="button"
      >
        <DragHandleIcon aria-hidden="true" />
      </Handle>
    </span>
  )
}

/** The icon of a state of a rule or group, with a text for screen readers and on hover. */
export function NodeMark(props: {icon: ComponentType; text: string}) {
  const {icon: Icon, text} = props
  return (
    <Text muted size={1} title={text}>
      <Icon aria-hidden="true" />
      <Hidden>{text}</Hidden>
    </Text>
  )
}

/** What a {@link NodeMenu} is for. */
export interface NodeMenuProps {
  actions: NodeActions
  /** Name of the button, such as "More actions for this condition". */
  label: string
}

/** The menu of a rule or a group. */
export function NodeMenu(props: NodeMenuProps) {
  const {actions, label} = props
  const t = useAudienceText()
  const {isLocked, isLockedAround, isMuted} = actions
  return (
    <MoreActions isDisabled={isLockedAround} label={label}>
      <MenuItem
        disabled={isLocked}
        fontSize={1}
        icon={CopyIcon}
        onClick={actions.clone}
        text={t('node.clone')}
      />
      <MenuItem
        disabled={isLocked}
        fontSize={1}
        icon={isMuted ? EyeOpenIcon : EyeClosedIcon}
        onClick={actions.toggleMute}
        text={t(isMuted ? 'node.unmute' : 'node.mute')}
      />
      <MenuItem
        fontSize={1}
        icon={isLocked ? UnlockIcon : LockIcon}
        onClick={actions.toggleLock}
        text={t(isLocked ? 'node.unlock' : 'node.lock')}
      />
      <MenuItem
        disabled={!actions.canMoveUp}
        fontSize={1}
        icon={ArrowUpIcon}
        onClick={actions.moveUp}
        text={t('node.up')}
      />
      <MenuItem
        disabled={!actions.canMoveDown}
        fontSize={1}
        icon={ArrowDownIcon}
        onClick={actions.moveDown}
        text={t('node.down')}
      />
      <MenuDivider />
      <MenuItem
        disabled={isLocked}
        fontSize={1}
        icon={TrashIcon}
        onClick={actions.remove}
        text={t('node.remove')}
        tone="critical"
      />
    </MoreActions>
  )
}

import {SearchIcon} from '@sanity/icons/Search'
import {Select, TextInput} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {AUDIT_ACTIONS, auditAction} from '../../core/audit/auditWords.ts'
import {membersOfSite, roleOf} from '../ui/users/members.ts'
import {useMembers} from '../ui/users/useMembers.ts'
import {
  ACTOR_KINDS,
  formatActor,
  parseAuditAddress,
  parseTargetId,
  type ActorFilter,
} from './address/auditAddress.ts'
import {auditLocaleNamespace} from './auditLocale.ts'

/** Chooses an actor: one member, any user, visitors, or the product. */
export function ActorSelect(props: {
  id: string
  chain: string
  value: ActorFilter | null
  /** Ids of users among the listed events, who may have left the project. */
  seen: readonly string[]
  onChange: (actor: ActorFilter | null) => void
}) {
  const {id, chain, value, seen, onChange} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const all = useMembers() ?? []
  const members =
    chain === NETWORK_CHAIN ? all.filter(({isRobot}) => !isRobot) : membersOfSite(all, chain)
  const known = new Map(
    members.map((member) => [member.id, member.name ?? roleOf(all, member.id) ?? member.id]),
  )
  const others = [...seen, ...(value && 'id' in value ? [value.id] : [])]
  for (const other of others) if (!known.has(other)) known.set(other, other)
  return (
    <Select
      fontSize={1}
      id={id}
      onChange={(event) =>
        onChange(parseAuditAddress([['actor', event.currentTarget.value]]).actor)
      }
      padding={2}
      value={value ? formatActor(value) : ''}
    >
      <option value="">{t('filter.anyone')}</option>
      {ACTOR_KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {t(`filter.kind-${kind}`)}
        </option>
      ))}
      {known.size > 0 && (
        <optgroup label={t('filter.members')}>
          {[...known]
            .toSorted(([, one], [, other]) => one.localeCompare(other))
            .map(([userId, name]) => (
              <option key={userId} value={`id:${userId}`}>
                {name}
              </option>
            ))}
        </optgroup>
      )}
    </Select>
  )
}

/** Chooses an action, among the known ones and those of the listed events. */
export function ActionSelect(props: {
  id: string
  value: string | null
  /** Actions of the listed events. */
  seen: readonly string[]
  onChange: (action: string | null) => void
}) {
  const {id, value, seen, onChange} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const actions = new Set([...AUDIT_ACTIONS, ...seen, ...(value === null ? [] : [value])])
  const groups = Map.groupBy([...actions].toSorted(), (action) => action.split('.')[0] ?? action)
  return (
    <Select
      fontSize={1}
      id={id}
      onChange={(event) =>
        onChange(parseAuditAddress([['action', event.currentTarget.value]]).action)
      }
      padding={2}
      value={value ?? ''}
    >
      <option value="">{t('filter.any-action')}</option>
      {[...groups].map(([group, members]) => (
        <optgroup key={group} label={group}>
          {members.map((action) => (
            <option key={action} value={action}>
              {t('filter.action', {did: auditAction(action, t), action})}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  )
}

/**
 * Takes the id of a document. Any other text, such as a name or an e-mail address, goes neither into the
 * page's address nor to the store.
 */
export function TargetInput(props: {
  id: string
  value: string | null
  onChange: (targetId: string | null) => void
}) {
  const {id, value, onChange} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const [draft, setDraft] = useState<{of: string | null; text: string}>({
    of: value,
    text: value ?? '',
  })
  // A draft belongs to the value that it started from.
  const text = draft.of === value ? draft.text : (value ?? '')
  const isWrong = text.trim() !== '' && parseTargetId(text) === null
  const commit = (next: string) => {
    const targetId = parseTargetId(next)
    if (next.trim() === '' ? value !== null : targetId !== null && targetId !== value) {
      onChange(targetId)
    }
  }
  return (
    <TextInput
      aria-describedby={isWrong ? `${id}-wrong` : undefined}
      aria-invalid={isWrong}
      clearButton={text !== ''}
      {...(isWrong ? {customValidity: t('filter.no-id')} : {})}
      fontSize={1}
      icon={SearchIcon}
      id={id}
      onBlur={() => commit(text)}
      onChange={(event) => setDraft({of: value, text: event.currentTarget.value})}
      onClear={() => {
        setDraft({of: value, text: ''})
        if (value !== null) onChange(null)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(text)
      }}
      padding={2}
      placeholder={t('filter.target-placeholder')}
      spellCheck={false}
      suffix={
        isWrong ? (
          <span hidden id={`${id}-wrong`}>
            {t('filter.no-id')}
          </span>
        ) : undefined
      }
      value={text}
    />
  )
}

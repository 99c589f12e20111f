import {Select} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {NETWORK_CHAIN} from '../../../core/audit/auditedDocuments.ts'
import {membersOfSite, roleOf} from '../../ui/users/members.ts'
import {useMembers} from '../../ui/users/useMembers.ts'
import {
  ACTOR_KINDS,
  formatActor,
  parseAuditAddress,
  type ActorFilter,
} from '../address/auditAddress.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'

/** What an {@link ActorSelect} needs. */
export interface ActorSelectProps {
  id: string
  chain: string
  value: ActorFilter | null
  /** Ids of users among the events that are shown, who may belong to the project no more. */
  seen: readonly string[]
  onChange: (actor: ActorFilter | null) => void
}

/** Chooses whose acts are shown: of one member, of all users, of visitors, or of functions. */
export function ActorSelect(props: ActorSelectProps) {
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

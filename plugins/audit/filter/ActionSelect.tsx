import {Select} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {AUDIT_ACTIONS, auditPhrase} from '../../../core/audit/auditWords.ts'
import {parseAuditAddress} from '../address/auditAddress.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'

/** What an {@link ActionSelect} needs. */
export interface ActionSelectProps {
  id: string
  value: string | null
  /** Acts among the events that are shown. */
  seen: readonly string[]
  onChange: (action: string | null) => void
}

/** What an act is about: the first part of its name. */
function groupOf(action: string): string {
  return action.split('.')[0] ?? action
}

/** Chooses one act, among those that are known and those that are shown. */
export function ActionSelect(props: ActionSelectProps) {
  const {id, value, seen, onChange} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const actions = new Set([...AUDIT_ACTIONS, ...seen, ...(value === null ? [] : [value])])
  const groups = Map.groupBy([...actions].toSorted(), groupOf)
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
              {t('filter.action', {did: auditPhrase(action).did, action})}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  )
}

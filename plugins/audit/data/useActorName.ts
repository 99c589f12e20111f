import {auditValue} from '../../../core/audit/auditSentence.ts'
import {useUserName} from '../../ui/users/useUserName.ts'
import type {AuditEntry} from './requests.ts'

/** What to call the user who did something; `undefined` for visitors, functions, and marks. */
export function useActorName({kind, id}: AuditEntry['actor']): string | undefined {
  const isNamed = kind === 'user' && auditValue(id).kind === 'shown'
  const name = useUserName(isNamed ? (id ?? '') : '')
  return isNamed ? name : undefined
}

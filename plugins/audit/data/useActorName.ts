import {auditValue} from '../../../core/audit/auditSentence.ts'
import {useUserName} from '../../ui/users/UserName.tsx'
import type {AuditEntry} from './auditRequests.ts'

/** Name of an actor; `undefined` for visitors, functions, and users whose id is a mark. */
export function useActorName({kind, id}: AuditEntry['actor']): string | undefined {
  const isNamed = kind === 'user' && auditValue(id).kind === 'shown'
  const name = useUserName(isNamed ? (id ?? '') : '')
  return isNamed ? name : undefined
}

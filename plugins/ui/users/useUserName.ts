import {useTranslation, useUser} from 'sanity'
import {uiLocaleNamespace} from '../uiLocale.ts'
import {roleOf} from './members.ts'
import {useMembers} from './useMembers.ts'

/**
 * What to call a user, by id: the name that the Studio's user store tells, else the role in the
 * project, else "Former member". Names that stand in documents are not used: whoever may write a
 * document may write any name into it.
 *
 * @param id - empty where nobody is noted
 */
export function useUserName(id: string): string {
  const {t} = useTranslation(uiLocaleNamespace)
  const [user, isLoading] = useUser(id)
  const name = user?.displayName
  const members = useMembers(id !== '' && !isLoading && !name)
  if (name) return name
  if (id === '') return t('user.nobody')
  if (isLoading) return '…'
  if (members === null) return t('user.untold')
  return roleOf(members, id) ?? t('user.former')
}

import {useTranslation, useUser} from 'sanity'
import {uiLocaleNamespace} from '../uiLocale.ts'
import {roleOf} from './members.ts'
import {useMembers} from './useMembers.ts'

/** The name of a user; see {@link useUserName}. */
export function UserName(props: {id: string}) {
  return useUserName(props.id)
}

/**
 * The name of a user from the Studio's user store, else the role in the project, else "Former member".
 * Names in documents are not used: the writer of a document can write any name into it.
 *
 * @param id - empty where no user is recorded
 */
export function useUserName(id: string): string {
  const {t} = useTranslation(uiLocaleNamespace)
  const [user, isLoading] = useUser(id)
  const name = user?.displayName
  const members = useMembers(id !== '' && !isLoading && !name)
  if (name) return name
  if (id === '') return t('user.nobody')
  if (isLoading) return '…'
  if (members === null) return t('user.unknown')
  return roleOf(members, id) ?? t('user.former')
}

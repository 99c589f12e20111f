import {useUserName} from './useUserName.ts'

/** The name of a user; see {@link useUserName}. */
export function UserName(props: {id: string}) {
  return useUserName(props.id)
}

import {useUserName} from '../../ui/users/useUserName.ts'

/** The name of the user who takes care of a lead; the Studio looks each user up once. */
export function OwnerCell(props: {id: string}) {
  return useUserName(props.id)
}

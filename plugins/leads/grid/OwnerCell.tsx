import {useUser} from 'sanity'

/** The name of the user who takes care of a lead; the Studio looks each user up once. */
export function OwnerCell(props: {id: string}) {
  const [user] = useUser(props.id)
  return user?.displayName ?? props.id
}

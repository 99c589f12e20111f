import type {SanityClient} from '@sanity/client'
import {DeleteForm} from './DeleteForm.tsx'
import {FieldForm} from './FieldForm.tsx'
import type {BulkFormProps, OfferedAction} from './forms.ts'
import {MembershipForm} from './MembershipForm.tsx'
import {StatusForm} from './StatusForm.tsx'
import {TagForm} from './TagForm.tsx'

/** The form of an action. */
export function BulkForm(
  props: BulkFormProps & {client: SanityClient; kind: OfferedAction; count: number},
) {
  const {client, kind, count, onChange} = props
  switch (kind) {
    case 'addTag':
    case 'removeTag':
      return <TagForm kind={kind} onChange={onChange} />
    case 'setStatus':
      return <StatusForm onChange={onChange} />
    case 'setField':
      return <FieldForm onChange={onChange} />
    case 'delete':
      // A number that was typed for another count does not hold for this one.
      return <DeleteForm count={count} key={count} onChange={onChange} />
    default:
      return <MembershipForm client={client} kind={kind} onChange={onChange} />
  }
}

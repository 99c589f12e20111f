import type {SanityClient} from '@sanity/client'
import {byRule} from '../../../core/changes/commitDecision.ts'
import {
  createList,
  editList,
  type ListInput,
  type NewList,
} from '../../../core/changes/lists/listDecisions.ts'
import {cleanLine} from '../../../core/people/cleanText.ts'
import {problem} from '../../../core/problems/problem.ts'
import {changeStore, commitOrThrow} from '../../ui/changeStore.ts'
import {fetchList, fetchNamedLists, type ListEntry} from './listsData.ts'

const PROBLEMS = {gone: problem('list.gone'), overtaken: problem('list.overtaken')}

/** A list that was created. */
export interface CreatedList {
  id: string
  title: string
}

/**
 * Creates a list.
 *
 * @param ulid - key of the new document; the same one again creates no second list
 * @throws ChangeError when it is not allowed; else the client's error
 */
export function commitNewList(
  client: SanityClient,
  site: string,
  list: NewList,
  ulid: string,
): Promise<CreatedList> {
  const store = changeStore(client, 'leads.lists.create', () =>
    fetchNamedLists(client, site, cleanLine(list.title)),
  )
  return commitOrThrow(
    store,
    (named) => {
      const decision = createList(list, {site, named}, ulid)
      const {id, title} = decision.ok ? decision : {id: '', title: ''}
      return byRule(decision, {id, title})
    },
    PROBLEMS,
  )
}

/**
 * Changes name or description of a list.
 *
 * @param seen - the list as the person saw it
 * @returns the new name
 * @throws ChangeError when it is not allowed, the list is gone or somebody else changed it; else the
 * client's error
 */
export function commitListEdit(
  client: SanityClient,
  site: string,
  seen: ListEntry,
  input: ListInput,
): Promise<string> {
  const store = changeStore(client, 'leads.lists.update', () =>
    Promise.all([
      fetchList(client, site, seen._id),
      fetchNamedLists(client, site, cleanLine(input.title)),
    ]),
  )
  return commitOrThrow(
    store,
    ([current, named]) => editList(current, seen, input, {site, named}),
    PROBLEMS,
  )
}

import {whereUsed} from '../../audience/audienceUsage.ts'

/** A stored definition that may use lists. */
export interface StoredDefinition {
  _id: string
  title?: string | null | undefined
  definition?: string | null | undefined
}

/** The documents of a site whose definitions may use lists. */
export interface ListSurroundings {
  segments: readonly StoredDefinition[]
  campaigns: readonly StoredDefinition[]
  views: readonly StoredDefinition[]
}

/** A document that uses a list. */
export interface ListUser {
  kind: 'segment' | 'campaign' | 'view'
  id: string
  title: string
}

/** The segments, campaigns and shared views that use a list directly, in the given order. */
export function listUsers(listId: string, surroundings: ListSurroundings): ListUser[] {
  const usersOf = (kind: ListUser['kind'], documents: readonly StoredDefinition[]): ListUser[] => {
    const byId = new Map(documents.map((each) => [each._id, each]))
    return whereUsed(byId, 'lists', listId).map((id) => {
      return {kind, id, title: byId.get(id)?.title?.trim() || id}
    })
  }
  return [
    ...usersOf('segment', surroundings.segments),
    ...usersOf('campaign', surroundings.campaigns),
    ...usersOf('view', surroundings.views),
  ]
}

const DRAFT = /^drafts\.(.+)$/
const VERSION = /^versions\.([^.]+)\.(.+)$/

/** The published id that a draft's or a release version's id belongs to; any other id as it is. */
export function publishedIdOf(id: string): string {
  return DRAFT.exec(id)?.[1] ?? VERSION.exec(id)?.[2] ?? id
}

/** The id of a published document's draft. */
export function draftIdOf(publishedId: string): string {
  return `drafts.${publishedId}`
}

/** Whether an id is a draft's or a release version's. */
export function isVersionId(id: string): boolean {
  return publishedIdOf(id) !== id
}

/** The name of the release that a version's id belongs to; `null` for any other id. */
export function releaseOf(id: string): string | null {
  return VERSION.exec(id)?.[1] ?? null
}

import {createHash} from 'node:crypto'

/** The tag that stands for all of a dataset: a client that has it asks again after any change. */
export function syncTagOf(projectId: string, dataset: string): string {
  const digest = createHash('sha256').update(`${projectId}.${dataset}`).digest('base64url')
  return `s1:${digest.slice(0, 6)}`
}

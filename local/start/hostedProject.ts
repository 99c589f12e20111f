import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {loadEnvFile} from 'node:process'

/** A hosted Sanity project that the stack should talk to instead of the embedded lake. */
export interface HostedProject {
  projectId: string
  dataset: string
}

/**
 * The hosted project named by the environment or by `.env`, or `null` for the embedded lake.
 *
 * @throws Error when only one of project id and dataset is given
 */
export function readHostedProject(root: string): HostedProject | null {
  const file = join(root, '.env')
  if (existsSync(file)) loadEnvFile(file)
  const {SANITY_STUDIO_PROJECT_ID: projectId, SANITY_STUDIO_DATASET: dataset} = process.env
  if (!projectId && !dataset) return null
  if (projectId && dataset) return {projectId, dataset}
  throw new Error(
    `${projectId ? 'SANITY_STUDIO_DATASET' : 'SANITY_STUDIO_PROJECT_ID'} is not set, although ` +
      `${projectId ? 'SANITY_STUDIO_PROJECT_ID' : 'SANITY_STUDIO_DATASET'} is. Set both for a ` +
      'hosted project, or neither for the embedded lake.',
  )
}

import type {BlueprintResource} from '@sanity/blueprints'

/** Where a blueprint is deployed to. */
export interface HostedTarget {
  projectId: string
  dataset: string
  /** Variables that every function gets. */
  env: Record<string, string>
}

/** Variables that the functions read; without these two a scheduled function knows no dataset. */
const PROJECT_VARIABLES = ['SANITY_STUDIO_PROJECT_ID', 'SANITY_STUDIO_DATASET']
const FUNCTION_VARIABLES = [
  ...PROJECT_VARIABLES,
  'LEADS_SECRET',
  'LEADS_AUDIT_SIGNING_KEY',
  'LEADS_AUDIT_PUBLIC_KEYS',
  'LEADS_HEADS_DATASET',
  'LEADS_HEADS_PROJECT_ID',
  'LEADS_HEADS_TOKEN',
  'LEADS_HEADS_URL',
  'LEADS_HEADS_MAIL',
  'LEADS_PUBLIC_API_URL',
  'LEADS_SMTP_URL',
  'LEADS_STUDIO_URL',
]

/**
 * Reads the target of a deployment from the environment.
 *
 * @param source - `LEADS_FUNCTION_VARIABLES` names further variables for the functions, separated by
 *   commas: those that site documents name
 * @returns `null` for the embedded lake
 * @throws Error when the dataset or a variable that was named is missing
 */
export function hostedTarget(source: Record<string, string | undefined>): HostedTarget | null {
  const given = (name: string): string => source[name]?.trim() ?? ''
  const projectId = given('SANITY_STUDIO_PROJECT_ID')
  if (projectId === '' || projectId === 'local') return null
  const named = given('LEADS_FUNCTION_VARIABLES')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const missing = [...PROJECT_VARIABLES, ...named].filter((name) => given(name) === '')
  if (missing.length > 0) {
    throw new Error(`Set ${missing.join(', ')} before the functions are deployed.`)
  }
  const names = [...FUNCTION_VARIABLES, ...named].filter((name) => given(name) !== '')
  const env = Object.fromEntries(names.map((name) => [name, given(name)]))
  return {projectId, dataset: given('SANITY_STUDIO_DATASET'), env}
}

function placed(resource: BlueprintResource, {projectId, dataset, env}: HostedTarget) {
  const own = 'env' in resource && typeof resource.env === 'object' ? resource.env : {}
  const withEnv = {...resource, env: {...env, ...own}}
  if (resource.type === 'sanity.function.cron') return withEnv
  const event = 'event' in resource && typeof resource.event === 'object' ? resource.event : {}
  const source = {type: 'dataset', id: `${projectId}.${dataset}`}
  return {...withEnv, project: projectId, event: {...event, resource: source}}
}

/**
 * Binds the functions of a blueprint to one project and dataset. On an organisation's stack, which
 * scheduled functions need, a document function must name its project
 * (https://www.sanity.io/docs/blueprints/scopes); without a resource it is called for the documents of
 * every dataset of the project.
 *
 * @param target - `null` leaves all resources as they are
 */
export function hostedResources(
  resources: readonly BlueprintResource[],
  target: HostedTarget | null,
): BlueprintResource[] {
  return resources.map((resource) => {
    const isFunction = ['sanity.function.document', 'sanity.function.cron'].includes(resource.type)
    return target && isFunction ? placed(resource, target) : resource
  })
}

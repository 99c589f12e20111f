import type {SignedEndsOptions} from '../plugins/audit/verify/signedEnds.ts'

/** Where the Studio's data is, and what surrounds it. */
export interface StudioEnvironment {
  projectId: string
  dataset: string
  /** Base of the public endpoints, where it is known. */
  apiUrl: string | null
  /** Where the signed ends of audit trails are, and what checks them; `null` where it is not configured. */
  heads: SignedEndsOptions | null
  /** Set for an embedded lake only; hosted Sanity needs none. */
  lake: LakeEnvironment | null
}

/** What the Studio needs to know about an embedded lake. All addresses are as a browser reaches them. */
export interface LakeEnvironment {
  /** The Studio puts the project id before its host: `http://<projectId>.api.localhost:3900`. */
  apiHost: string
  /** Page that lists the local users. */
  signInUrl: string
  /** Page that shows the mail that was sent, where there is one. */
  mailPageUrl: string | null
  /** Page that links to the demo sites, where there is one. */
  demoSitesUrl: string | null
}

/** The value that the page's server may put into the page, see {@link readStudioEnvironment}. */
export type PageEnvironment = Readonly<Record<string, unknown>>

declare global {
  var __LEADS_STUDIO_ENV__: PageEnvironment | undefined
}

const DEFAULT_LAKE = 'http://127.0.0.1:3900'

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/**
 * The lake's address as a browser has to use it. `*.localhost` always means this machine, so the
 * project id can stand before it; an IP address takes no such prefix.
 */
function browserApiHost(apiHost: string): string {
  const url = new URL(apiHost)
  if (url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]') {
    url.hostname = 'api.localhost'
  }
  return url.origin
}

/** Public keys, separated by commas, and where the signed ends are that they check. */
function signedEnds(values: PageEnvironment): SignedEndsOptions | null {
  const given = (text(values.auditPublicKeys) ?? '').split(',').map((key) => key.trim())
  const publicKeys = given.filter((key) => key !== '')
  if (publicKeys.length === 0) return null
  const projectId = text(values.headsProjectId)
  return {
    publicKeys,
    dataset: text(values.headsDataset) ?? 'audit-heads',
    ...(projectId === undefined ? {} : {projectId}),
  }
}

/** The lake's address without the label that stands for the API. */
function lakeOrigin(apiHost: string): string {
  const url = new URL(apiHost)
  if (url.hostname === 'api.localhost') url.hostname = 'localhost'
  return url.origin
}

/**
 * Turns raw values into an environment. A project id and a dataset without an API host mean hosted
 * Sanity; neither means the embedded lake at its usual address.
 *
 * @throws Error when only one of project id and dataset is there, or the API host is no address
 */
export function parseStudioEnvironment(values: PageEnvironment): StudioEnvironment {
  const projectId = text(values.projectId)
  const dataset = text(values.dataset)
  if ((projectId === undefined) !== (dataset === undefined)) {
    throw new Error(
      'SANITY_STUDIO_PROJECT_ID and SANITY_STUDIO_DATASET belong together: set both for hosted Sanity, or neither for the embedded lake.',
    )
  }
  const given = text(values.apiHost)
  if (given !== undefined && !URL.canParse(given)) {
    throw new Error(
      `SANITY_STUDIO_API_HOST is not an address: "${given}". Use one such as ${DEFAULT_LAKE}.`,
    )
  }
  const apiUrl = text(values.apiUrl) ?? null
  const heads = signedEnds(values)
  if (projectId && dataset && !given) return {projectId, dataset, apiUrl, heads, lake: null}
  const apiHost = browserApiHost(given ?? DEFAULT_LAKE)
  return {
    projectId: projectId ?? 'local',
    dataset: dataset ?? 'production',
    apiUrl,
    heads,
    lake: {
      apiHost,
      signInUrl: text(values.signInUrl) ?? `${lakeOrigin(apiHost)}/v1/sign-in`,
      mailPageUrl: text(values.mailPageUrl) ?? null,
      demoSitesUrl: text(values.demoSitesUrl) ?? null,
    },
  }
}

/** A variable that the build replaces with its value; otherwise a browser has no `process`. */
function baked(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/**
 * The environment of this Studio: what the page's server put into the page as
 * `__LEADS_STUDIO_ENV__`, so that one build serves any stack; else `SANITY_STUDIO_*` from the build.
 *
 * @throws Error as {@link parseStudioEnvironment} does
 */
export function readStudioEnvironment(): StudioEnvironment {
  return parseStudioEnvironment(
    globalThis.__LEADS_STUDIO_ENV__ ?? {
      projectId: baked(() => process.env.SANITY_STUDIO_PROJECT_ID),
      dataset: baked(() => process.env.SANITY_STUDIO_DATASET),
      apiHost: baked(() => process.env.SANITY_STUDIO_API_HOST),
      auditPublicKeys: baked(() => process.env.SANITY_STUDIO_AUDIT_PUBLIC_KEYS),
      headsDataset: baked(() => process.env.SANITY_STUDIO_AUDIT_HEADS_DATASET),
      headsProjectId: baked(() => process.env.SANITY_STUDIO_AUDIT_HEADS_PROJECT_ID),
    },
  )
}

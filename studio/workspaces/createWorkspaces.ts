import type {ClientConfig, SanityClient} from '@sanity/client'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {SearchIcon} from '@sanity/icons/Search'
import {visionTool} from '@sanity/vision'
import {of} from 'rxjs'
import type {AuthStore, WorkspaceOptions} from 'sanity'
import {structureTool} from 'sanity/structure'
import {AudienceInput} from '../../plugins/audience/form/AudienceInput.tsx'
import {auditTool} from '../../plugins/audit/auditTool.ts'
import {networkSyncTool, siteSyncTool} from '../../plugins/governance/customerSyncTools.ts'
import {leadsTool} from '../../plugins/leads/leadsTool.ts'
import {listsTool} from '../../plugins/lists/listsTool.ts'
import {networkOverviewTool} from '../../plugins/overview/network/networkOverviewTool.ts'
import {overviewTool} from '../../plugins/overview/overviewTool.ts'
import {recordsPlugin} from '../../plugins/records/recordsPlugin.ts'
import {segmentsTool} from '../../plugins/segments/segmentsTool.ts'
import {schemaTypes} from '../../schemas/index.ts'
import {ConsentTextsInput} from '../consent/ConsentTextsInput.tsx'
import {directoryTool} from '../directory/directoryTool.tsx'
import type {StudioEnvironment} from '../environment.ts'
import {createLayout} from '../layout/createLayout.tsx'
import {createNavbar} from '../layout/createNavbar.tsx'
import {studioLocaleBundle} from '../locale/studioLocale.ts'
import type {Registry} from '../registry/loadRegistry.ts'
import {registryUnreadable} from '../start/startPages.tsx'
import {offersAction} from '../structure/documentRules.ts'
import {networkStructure} from '../structure/networkStructure.ts'
import {siteStructure} from '../structure/siteStructure.ts'
import {TEMPLATES} from '../structure/siteTemplate.ts'
import {studioTheme} from '../theme.ts'
import type {WorkspacePlan} from './planWorkspaces.ts'
import {createSiteIcon} from './SiteIcon.tsx'

/** What every workspace of a Studio shares. */
export interface WorkspaceContext {
  environment: StudioEnvironment
  registry: Registry
  /** Address that the page was opened with, from the path on. */
  address: string
  /** Makes the Studio's clients on an embedded lake; `null` for hosted Sanity. */
  clientFactory: ((config: ClientConfig) => SanityClient) | null
  /** Sends no request; only for where the Studio's types need a client. */
  client: SanityClient
}

/** Builds a planned workspace. */
export function createWorkspace(plan: WorkspacePlan, context: WorkspaceContext): WorkspaceOptions {
  const shared = base(plan, context)
  const {apiUrl, heads} = context.environment
  if (plan.kind === 'site') {
    return {
      ...shared,
      title: plan.site.title,
      basePath: `/${plan.name}`,
      icon: createSiteIcon(plan.site.key, plan.site.title),
      plugins: [
        overviewTool(apiUrl ? {apiUrl} : {}),
        leadsTool(apiUrl ? {apiUrl} : {}),
        segmentsTool(apiUrl ? {apiUrl} : {}),
        listsTool(apiUrl ? {apiUrl} : {}),
        siteSyncTool(apiUrl ? {apiUrl} : {}),
        auditTool(heads ? {heads} : {}),
        structureTool({title: 'Records', structure: siteStructure(plan.site.key)}),
        recordsPlugin({isSite: true}),
        visionTool(),
      ],
    }
  }
  if (plan.kind === 'network') {
    return {
      ...shared,
      title: 'Network',
      basePath: `/${plan.name}`,
      icon: EarthGlobeIcon,
      plugins: [
        networkOverviewTool(),
        networkSyncTool(apiUrl ? {apiUrl} : {}),
        auditTool(heads ? {heads} : {}),
        structureTool({title: 'Records', structure: networkStructure}),
        recordsPlugin({isSite: false}),
        visionTool(),
      ],
    }
  }
  if (plan.kind === 'directory') {
    return {
      ...shared,
      title: 'All sites',
      basePath: `/${plan.name}`,
      icon: SearchIcon,
      plugins: [directoryTool({entries: plan.entries})],
    }
  }
  return {
    ...shared,
    title: 'Leads',
    basePath: plan.basePath,
    plugins: [structureTool()],
    ...refusal(plan, context),
  }
}

/** Connection and sign-in, which are the same in every workspace. */
function connection({environment, clientFactory}: WorkspaceContext) {
  const {projectId, dataset, lake} = environment
  if (!lake) return {projectId, dataset}
  return {
    projectId,
    dataset,
    apiHost: lake.apiHost,
    auth: {
      loginMethod: 'token' as const,
      providers: [{name: 'local', title: 'Sign in as a local user', url: lake.signInUrl}],
      redirectOnSingle: true,
    },
    ...(clientFactory ? {unstable_clientFactory: clientFactory} : {}),
  }
}

/**
 * Parts of the Studio that this suite does not use: people and functions write records at the same
 * time, and there are no versions to plan. Disabled parts also send no requests.
 */
const DISABLED = {
  announcements: {enabled: false},
  releases: {enabled: false},
  scheduledDrafts: {enabled: false},
  scheduledPublishing: {enabled: false},
  tasks: {enabled: false},
  mediaLibrary: {enabled: false},
  apps: {canvas: {enabled: false}},
  form: {image: {directUploads: false}, file: {directUploads: false}},
} satisfies Partial<WorkspaceOptions>

function base(plan: WorkspacePlan, context: WorkspaceContext): Omit<WorkspaceOptions, 'basePath'> {
  const {environment, registry, address} = context
  const builtFor = registry.kind === 'ready' ? registry.user.id : null
  return {
    ...connection(context),
    ...DISABLED,
    name: plan.name,
    theme: studioTheme,
    schema: {
      types: schemaTypes({
        leadStatuses: plan.kind === 'site' ? plan.site.leadStatuses : [],
        hidePeople: plan.kind === 'network',
        consentTextsInput: ConsentTextsInput,
        ...(plan.kind === 'site' ? {audienceInput: AudienceInput} : {}),
      }),
      templates: TEMPLATES,
    },
    document: {
      actions: (actions, {schema, schemaType, documentId, currentUser}) =>
        actions.filter((action) =>
          offersAction(action.action, {
            schemaType,
            isReadOnly: schema.get(schemaType)?.readOnly === true,
            documentId,
            roles: currentUser?.roles.map((role) => role.name) ?? [],
          }),
        ),
      // The Studio can't give a new document the id that a site's records need, so it creates none.
      newDocumentOptions: () => [],
      comments: {enabled: false},
      askToEdit: {enabled: false},
    },
    studio: {
      components: {
        layout: createLayout(plan, builtFor, address),
        navbar: createNavbar(environment),
      },
    },
    i18n: {bundles: [studioLocaleBundle]},
  }
}

/** What a placeholder shows in place of the sign-in screen, where signing in could not help. */
function refusal(plan: WorkspacePlan, context: WorkspaceContext): Pick<WorkspaceOptions, 'auth'> {
  if (plan.kind !== 'placeholder' || plan.problem.kind !== 'unreadable') return {}
  const page = registryUnreadable(plan.problem.failure, context.environment.lake !== null)
  return {auth: refusedAuth(context.client, page)}
}

/**
 * An auth store that lets nobody in and shows a page in place of the sign-in screen, for when the
 * content store does not answer: signing in would fail as well.
 */
function refusedAuth(client: SanityClient, page: AuthStore['LoginComponent']): AuthStore {
  return {
    state: of({authenticated: false, currentUser: null, client}),
    token: of(null),
    LoginComponent: page,
  }
}
